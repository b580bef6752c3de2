"""Reads what a program is to index and search, and prints what it got: one line of JSON a step."""

import json
import sys


def read_request():
    """Gives {"url", "index", "query", "other", "documents": [{"id", "text"}], "isCompressed"}."""
    return json.load(sys.stdin)


def halves(documents):
    """Splits documents, for two ways to index them."""
    middle = len(documents) // 2
    return documents[:middle], documents[middle:]


def bulk_lines(index, documents):
    """Lists the lines of a bulk request, an action and a document in turn."""
    lines = [[{"index": {"_index": index, "_id": each["id"]}}, each] for each in documents]
    return [line for pair in lines for line in pair]


def bulk_actions(index, documents):
    """Gives documents as the helpers of the clients take them."""
    return ({"_index": index, "_id": each["id"], **each} for each in documents)


def tell(step, **found):
    print(json.dumps({"step": step, **found}))


def tell_hits(step, response, **more):
    hits = response["hits"]["hits"]
    tell(step, hits=[[hit["_id"], hit["_score"]] for hit in hits], **more)
