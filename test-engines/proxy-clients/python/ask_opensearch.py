"""Indexes and searches through OpenSearch's client and its helpers, and prints what each gave."""

from opensearchpy import OpenSearch, Search, helpers
from steps import bulk_actions, bulk_lines, halves, read_request, tell, tell_hits


def main():
    request = read_request()
    index = request["index"]
    query = {"match": {"text": request["query"]}}
    other = {"match": {"text": request["other"]}}
    client = OpenSearch(request["url"], http_compress=request["isCompressed"])

    some, others = halves(request["documents"])
    answer = client.bulk(body=bulk_lines(index, some))
    tell("bulk", count=sum(item["index"]["status"] == 201 for item in answer["items"]))
    count, _ = helpers.bulk(client, bulk_actions(index, others), refresh=True)
    tell("bulk helper", count=count)

    def tell_search(step, **params):
        tell_hits(step, client.search(index=index, **params))

    tell_search("search", body={"query": query})
    tell_search("page", body={"query": query}, from_=3, size=4)
    tell_search("in the URL", q=request["query"], df="text")
    tell_search("off", body={"query": query}, headers={"x-lb-rerank": "off"})

    searches = [{"index": index}, {"query": query}, {}, {"query": other, "size": 3}]
    response = client.msearch(index=index, body=searches)
    for n, each in enumerate(response["responses"], 1):
        tell_hits(f"msearch {n}", each)

    response = client.search(index=index, body={"query": query}, scroll="1m", size=7)
    found = []
    while response["hits"]["hits"]:
        found += response["hits"]["hits"]
        response = client.scroll(scroll_id=response["_scroll_id"], scroll="1m")
    client.clear_scroll(scroll_id=response["_scroll_id"])
    tell_hits("scroll", {"hits": {"hits": found}})
    scanned = helpers.scan(client, index=index, query={"query": query}, size=7)
    tell_hits("scan helper", {"hits": {"hits": list(scanned)}})

    pit = {"id": client.create_pit(index=index, keep_alive="1m")["pit_id"], "keep_alive": "1m"}
    body = {"pit": pit, "query": query, "size": 7, "sort": ["id.keyword"]}
    found = []
    while True:
        response = client.search(body=body)
        hits = response["hits"]["hits"]
        if not hits:
            break
        body["search_after"] = hits[-1]["sort"]
        found += hits
    client.delete_pit(body={"pit_id": [pit["id"]]})
    tell_hits("PIT", {"hits": {"hits": found}})

    dsl = Search(using=client, index=index).query("match", text=request["query"]).execute()
    tell("DSL", hits=[[hit.meta.id, hit.meta.score] for hit in dsl])


main()
