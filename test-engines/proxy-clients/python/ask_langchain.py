"""Indexes and searches through LangChain's store and retriever over Elasticsearch, and prints what each gave."""

from elasticsearch import Elasticsearch
from langchain_core.embeddings import Embeddings
from langchain_elasticsearch import BM25Strategy, DenseVectorStrategy, ElasticsearchRetriever, ElasticsearchStore
from steps import read_request, tell


class ByLetters(Embeddings):
    """Counts how often a text has a few of its letters."""

    def embed_query(self, text):
        return [1 + text.lower().count(letter) for letter in "aeiou"]

    def embed_documents(self, texts):
        return [self.embed_query(text) for text in texts]


def telling(body, query):
    """Tells the text to rerank by, which a search by vectors does not hold."""
    return {**body, "ext": {"lb_rerank": {"query": query}}}


def main():
    request = read_request()
    url, index, query, documents = (request[name] for name in ("url", "index", "query", "documents"))

    def store_of(strategy, embedding=None):
        return ElasticsearchStore(index, es_url=url, strategy=strategy, embedding=embedding)

    def tell_search(step, store, **params):
        found = store.similarity_search_with_score(query, k=5, **params)
        tell(step, hits=[[document.metadata["id"], score] for document, score in found])

    dense = store_of(DenseVectorStrategy(), ByLetters())
    texts = [document["text"] for document in documents]
    ids = [document["id"] for document in documents]
    tell("bulk helper", count=len(dense.add_texts(texts, metadatas=[{"id": each} for each in ids], ids=ids)))
    tell_search("store by text", store_of(BM25Strategy()))
    tell_search("store by vectors", dense)
    tell_search("store by vectors, told the text", dense, custom_query=telling)
    retriever = ElasticsearchRetriever(
        client=Elasticsearch(url),
        index_name=index,
        body_func=lambda text: {"query": {"match": {"text": text}}, "size": 5},
        content_field="text",
    )
    found = [document.metadata for document in retriever.invoke(query)]
    tell("retriever", hits=[[hit["_id"], hit["_score"]] for hit in found])


main()
