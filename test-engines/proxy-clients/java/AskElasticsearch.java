import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._helpers.bulk.BulkIngester;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Indexes and searches through Elasticsearch's client: reads a {@link Request} as JSON, prints what each {@link Step} gave. */
public final class AskElasticsearch {
    record Request(
            String url, String index, String query, String other, List<Document> documents, boolean isCompressed) {}

    record Document(String id, String text) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(String step, List<List<Object>> hits, Long count) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] args) throws Exception {
        var request = JSON.readValue(System.in, Request.class);
        var index = request.index();
        var query = matching(request.query());
        var other = matching(request.other());
        try (var client = ElasticsearchClient.of(
                config -> config.host(request.url()).useCompression(request.isCompressed()))) {
            indexAll(client, request);
            tellSearch("search", client, SearchRequest.of(s -> s.index(index).query(query)));
            tellSearch("page", client, SearchRequest.of(s -> s.index(index).query(query).from(3).size(4)));
            tellSearch("in the URL", client, SearchRequest.of(s -> s.index(index).q(request.query()).df("text")));
            var silent = client.withTransportOptions(options -> options.addHeader("x-lb-rerank", "off"));
            tellSearch("off", silent, SearchRequest.of(s -> s.index(index).query(query)));
            // The client asks for typed keys, by which it reads what is counted.
            var counted = client.search(
                    s -> s.index(index).query(query).aggregations("ids", a -> a.valueCount(v -> v.field("id.keyword"))),
                    Document.class);
            if (counted.aggregations().get("ids").valueCount().value() < 1) throw new IllegalStateException("no count");
            tellHits("with aggregations", counted.hits().hits());

            var searches = MsearchRequest.of(m -> m.index(index)
                    .searches(r -> r.header(h -> h.index(index)).body(b -> b.query(query)))
                    .searches(r -> r.header(h -> h).body(b -> b.query(other).size(3))));
            var n = 0;
            for (var response : client.msearch(searches, Document.class).responses()) {
                n += 1;
                tellHits("msearch " + n, response.result().hits().hits());
            }
            tellHits("scroll", scrolled(client, index, query));
            tellHits("PIT", paged(client, index, query));
        }
    }

    private static Query matching(String text) {
        return Query.of(q -> q.match(m -> m.field("text").query(text)));
    }

    private static void indexAll(ElasticsearchClient client, Request request) throws Exception {
        var documents = request.documents();
        var middle = documents.size() / 2;
        var bulk = new BulkRequest.Builder();
        for (var document : documents.subList(0, middle)) {
            bulk.operations(op -> op.index(
                    i -> i.index(request.index()).id(document.id()).document(document)));
        }
        var items = client.bulk(bulk.build()).items();
        tell(new Step("bulk", null, items.stream().filter(item -> item.status() == 201).count()));
        var ingester = BulkIngester.<Void>of(b -> b.client(client)
                .globalSettings(settings -> settings.index(request.index()).refresh(Refresh.True)));
        for (var document : documents.subList(middle, documents.size())) {
            ingester.add(op -> op.index(i -> i.id(document.id()).document(document)));
        }
        ingester.close();
        tell(new Step("bulk helper", null, ingester.operationsCount()));
    }

    private static List<Hit<Document>> scrolled(ElasticsearchClient client, String index, Query query)
            throws Exception {
        var found = new ArrayList<Hit<Document>>();
        var first = client.search(s -> s.index(index).query(query).size(7).scroll(t -> t.time("1m")), Document.class);
        var hits = first.hits().hits();
        var scroll = first.scrollId();
        while (!hits.isEmpty()) {
            found.addAll(hits);
            var id = scroll;
            var next = client.scroll(s -> s.scrollId(id).scroll(t -> t.time("1m")), Document.class);
            hits = next.hits().hits();
            scroll = next.scrollId();
        }
        var last = scroll;
        client.clearScroll(c -> c.scrollId(last));
        return found;
    }

    private static List<Hit<Document>> paged(ElasticsearchClient client, String index, Query query) throws Exception {
        var found = new ArrayList<Hit<Document>>();
        var pit = client.openPointInTime(p -> p.index(index).keepAlive(t -> t.time("1m"))).id();
        List<FieldValue> after = null;
        while (true) {
            var id = pit;
            var search = new SearchRequest.Builder()
                    .pit(p -> p.id(id).keepAlive(t -> t.time("1m")))
                    .query(query)
                    .size(7)
                    .sort(o -> o.field(f -> f.field("_shard_doc")));
            if (after != null) search.searchAfter(after);
            var page = client.search(search.build(), Document.class);
            var hits = page.hits().hits();
            if (hits.isEmpty()) break;
            found.addAll(hits);
            pit = page.pitId();
            after = hits.getLast().sort();
        }
        var closed = pit;
        client.closePointInTime(c -> c.id(closed));
        return found;
    }

    private static void tellSearch(String step, ElasticsearchClient client, SearchRequest search) throws Exception {
        tellHits(step, client.search(search, Document.class).hits().hits());
    }

    private static void tellHits(String step, List<Hit<Document>> hits) throws Exception {
        var found = hits.stream()
                .map(hit -> Arrays.<Object>asList(hit.source().id(), hit.score()))
                .toList();
        tell(new Step(step, found, null));
    }

    private static void tell(Step step) throws Exception {
        System.out.println(JSON.writeValueAsString(step));
    }
}
