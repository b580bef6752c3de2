"""Indexes and searches through Haystack's document store over Elasticsearch, and prints what each retriever gave."""

import os
from urllib.parse import quote

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"

from haystack import Document  # noqa: E402
from haystack_integrations.components.retrievers.elasticsearch import (  # noqa: E402
    ElasticsearchBM25Retriever,
    ElasticsearchEmbeddingRetriever,
)
from haystack_integrations.document_stores.elasticsearch import ElasticsearchDocumentStore  # noqa: E402
from steps import read_request, tell  # noqa: E402


def vector_of(text):
    return [1.0 + text.lower().count(letter) for letter in "aeiou"]


def main():
    request = read_request()
    url, index, query, documents = (request[name] for name in ("url", "index", "query", "documents"))
    store = ElasticsearchDocumentStore(hosts=url, index=index)
    written = store.write_documents(
        [Document(id=each["id"], content=each["text"], embedding=vector_of(each["text"])) for each in documents]
    )
    tell("bulk helper", count=written)

    def tell_found(step, found):
        tell(step, hits=[[document.id, document.score] for document in found])

    by_text = ElasticsearchBM25Retriever(document_store=store, top_k=5)
    tell_found("retriever by text", by_text.run(query=query)["documents"])
    by_vectors = ElasticsearchEmbeddingRetriever(document_store=store, top_k=5, num_candidates=50)
    tell_found("retriever by vectors", by_vectors.run(query_embedding=vector_of(query))["documents"])
    told = {"x-lb-rerank-query": quote(query)}
    telling = ElasticsearchDocumentStore(hosts=url, index=index, headers=told)
    by_vectors = ElasticsearchEmbeddingRetriever(document_store=telling, top_k=5, num_candidates=50)
    found = by_vectors.run(query_embedding=vector_of(query))["documents"]
    tell_found("retriever by vectors, told the text", found)
    tell_found("all documents", store.filter_documents())


main()
