"""Writes points and queries them through Qdrant's client, by texts and by vectors, and prints what each gave."""

from urllib.parse import quote

from qdrant_client import QdrantClient, models
from steps import halves, read_request, tell

MODEL = "a-stand-in"


def main():
    request = read_request()
    url, index, query = (request[name] for name in ("url", "index", "query"))
    client = QdrantClient(url, cloud_inference=True)
    asked = models.Document(text=query, model=MODEL)

    points = [
        models.PointStruct(
            id=int(each["id"]),
            vector=models.Document(text=each["text"], model=MODEL),
            payload={**each, "half": int(each["id"]) % 2},
        )
        for each in request["documents"]
    ]
    some, others = halves(points)
    client.upsert(index, some, wait=True)
    tell("upsert", count=client.count(index).count)
    client.upload_points(index, others, wait=True)
    tell("upload helper", count=client.count(index).count - len(some))

    def tell_points(step, found):
        tell(step, hits=[[str(point.id), point.score] for point in found])

    tell_points("by a text", client.query_points(index, query=asked, limit=5).points)
    tell_points("page", client.query_points(index, query=asked, limit=4, offset=3).points)
    other = models.Document(text=request["other"], model=MODEL)
    batch = [models.QueryRequest(query=each, limit=3) for each in (asked, other)]
    for n, answer in enumerate(client.query_batch_points(index, batch), 1):
        tell_points(f"batch {n}", answer.points)
    grouped = client.query_points_groups(index, group_by="half", query=asked, limit=2, group_size=2)
    tell_points("groups", [hit for group in grouped.groups for hit in group.hits])

    [first] = client.retrieve(index, [points[0].id], with_vectors=True)
    vector = first.vector
    tell_points("by a vector", client.query_points(index, query=vector, limit=5).points)
    told = QdrantClient(url, headers={"x-lb-rerank-query": quote(query)})
    tell_points("by a vector, told the text", told.query_points(index, query=vector, limit=5).points)

    found, offset = [], None
    while True:
        page, offset = client.scroll(index, limit=7, offset=offset)
        found += [[str(point.id), None] for point in page]
        if offset is None:
            break
    tell("scroll", hits=found)


main()
