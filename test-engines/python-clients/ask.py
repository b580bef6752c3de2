"""Reranks through clients that others wrote, and prints what each of them made of the answer.

Reads {"url", "key", "query", "documents"} and prints {client: [[index, score], ...]}, both as JSON.
"""

import json
import os
import sys
import tempfile

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import litellm  # noqa: E402
from infinity_client import AuthenticatedClient  # noqa: E402
from infinity_client.api.default import models as infinity_models  # noqa: E402
from infinity_client.api.default import rerank as infinity_rerank  # noqa: E402
from infinity_client.models import RerankInput  # noqa: E402
from pymilvus import DataType, Function, FunctionType, MilvusClient  # noqa: E402
from rerankers.models.api_rankers import APIRanker  # noqa: E402
from xinference_client import RESTfulClient  # noqa: E402

LITELLM_MODELS = {
    "cohere/rerank-v3.5": "",
    "jina_ai/jina-reranker-v2": "/v1/rerank",
    "voyage/rerank-2.5": "",
    "infinity/lb-reranker": "/infinity",
    "hosted_vllm/lb-reranker": "",
    "huggingface/lb-reranker": "",
}

RERANKERS_PROVIDERS = {
    "cohere": ("rerank-v3.5", "/v1/rerank"),
    "jina": ("jina-reranker-v2", "/v1/rerank"),
    "voyage": ("rerank-2.5", "/v1/rerank"),
    "text-embeddings-inference": ("lb-reranker", "/rerank"),
}


def through_litellm(model, path, request):
    answer = litellm.rerank(
        model=model,
        query=request["query"],
        documents=request["documents"],
        top_n=len(request["documents"]),
        api_base=request["url"] + path,
        api_key=request["key"],
        max_retries=0,
    )
    return [[result["index"], result["relevance_score"]] for result in answer.results]


def through_rerankers(provider, model, path, request):
    ranker = APIRanker(model, request["key"], provider, verbose=0, url=request["url"] + path)
    ranked = ranker.rank(query=request["query"], docs=request["documents"])
    return [[result.document.doc_id, result.score] for result in ranked.results]


def through_infinity(request):
    client = AuthenticatedClient(base_url=request["url"] + "/infinity", token=request["key"])
    model = infinity_models.sync(client=client).data[0].id
    body = RerankInput(query=request["query"], documents=request["documents"], model=model)
    answer = infinity_rerank.sync(client=client, body=body)
    return [[result.index, result.relevance_score] for result in answer.results]


def through_xinference(request):
    model = RESTfulClient(request["url"], api_key=request["key"]).get_model("lb-reranker")
    answer = model.rerank(request["documents"], request["query"], return_documents=False)
    return [[result["index"], result["relevance_score"]] for result in answer["results"]]


def through_milvus(request):
    """Searches a collection of all documents in process, whose vectors say nothing."""
    ranker = Function(
        name="lb_reranker",
        function_type=FunctionType.RERANK,
        input_field_names=["text"],
        params={
            "reranker": "model",
            "provider": "cohere",
            "base_url": request["url"] + "/v2",
            "api_key": request["key"],
            "queries": [request["query"]],
        },
    )
    with tempfile.TemporaryDirectory() as folder:
        client = MilvusClient(os.path.join(folder, "milvus.db"))
        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("text", DataType.VARCHAR, max_length=65535)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
        index = client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="COSINE")
        client.create_collection("passages", schema=schema, index_params=index)
        texts = enumerate(request["documents"])
        client.insert("passages", [{"id": n, "text": text, "vector": [1.0, n]} for n, text in texts])
        [hits] = client.search(
            "passages",
            data=[[1.0, 0.0]],
            anns_field="vector",
            limit=len(request["documents"]),
            ranker=ranker,
        )
        answer = [[hit["id"], hit["distance"]] for hit in hits]
        client.close()
    return answer


def main():
    request = json.load(sys.stdin)
    answers = {}
    for model, path in LITELLM_MODELS.items():
        answers[f"litellm {model}"] = through_litellm(model, path, request)
    for provider, (model, path) in RERANKERS_PROVIDERS.items():
        answers[f"rerankers {provider}"] = through_rerankers(provider, model, path, request)
    answers["infinity_client"] = through_infinity(request)
    answers["xinference-client"] = through_xinference(request)
    answers["milvus-lite"] = through_milvus(request)
    json.dump(answers, sys.stdout)


main()
