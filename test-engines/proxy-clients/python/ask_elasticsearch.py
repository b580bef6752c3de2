"""Indexes and searches through Elasticsearch's client, its helpers and its DSL, and prints what each gave."""

from elasticsearch import Elasticsearch, helpers
from elasticsearch.dsl import Search
from steps import bulk_actions, bulk_lines, halves, read_request, tell, tell_hits


def main():
    request = read_request()
    index = request["index"]
    query = {"match": {"text": request["query"]}}
    other = {"match": {"text": request["other"]}}
    client = Elasticsearch(request["url"], http_compress=request["isCompressed"])

    some, others = halves(request["documents"])
    answer = client.bulk(operations=bulk_lines(index, some))
    tell("bulk", count=sum(item["index"]["status"] == 201 for item in answer["items"]))
    count, _ = helpers.bulk(client, bulk_actions(index, others), refresh=True)
    tell("bulk helper", count=count)

    def tell_search(step, client=client, **params):
        response = client.search(index=index, **params)
        tell_hits(step, response, outcome=response.meta.headers.get("x-lb-rerank-outcome"))

    tell_search("search", query=query)
    tell_search("page", query=query, from_=3, size=4)
    tell_search("in the URL", q=request["query"], df="text")
    tell_search("off", client.options(headers={"x-lb-rerank": "off"}), query=query)

    searches = [{"index": index}, {"query": query}, {}, {"query": other, "size": 3}]
    response = client.msearch(index=index, searches=searches)
    for n, each in enumerate(response["responses"], 1):
        tell_hits(f"msearch {n}", each)

    response = client.search(index=index, query=query, scroll="1m", size=7)
    found = []
    while response["hits"]["hits"]:
        found += response["hits"]["hits"]
        response = client.scroll(scroll_id=response["_scroll_id"], scroll="1m")
    client.clear_scroll(scroll_id=response["_scroll_id"])
    tell_hits("scroll", {"hits": {"hits": found}})
    scanned = helpers.scan(client, index=index, query={"query": query}, size=7)
    tell_hits("scan helper", {"hits": {"hits": list(scanned)}})

    pit = {"id": client.open_point_in_time(index=index, keep_alive="1m")["id"], "keep_alive": "1m"}
    found, after = [], None
    while True:
        response = client.search(pit=pit, query=query, size=7, sort=["_shard_doc"], search_after=after)
        hits = response["hits"]["hits"]
        if not hits:
            break
        pit["id"], after = response["pit_id"], hits[-1]["sort"]
        found += hits
    client.close_point_in_time(id=pit["id"])
    tell_hits("PIT", {"hits": {"hits": found}})

    dsl = Search(using=client, index=index).query("match", text=request["query"]).execute()
    tell("DSL", hits=[[hit.meta.id, hit.meta.score] for hit in dsl])


main()
