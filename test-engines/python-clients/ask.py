"""Reranks through clients that others wrote, and prints what each of them made of the answer.

Reads {"url", "query", "documents"} and prints {client: [[index, score], ...]}, both as JSON.
"""

import json
import os
import sys

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import litellm  # noqa: E402
from rerankers.models.api_rankers import APIRanker  # noqa: E402

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
        api_key="none",
        max_retries=0,
    )
    return [[result["index"], result["relevance_score"]] for result in answer.results]


def through_rerankers(provider, model, path, request):
    ranker = APIRanker(model, "none", provider, verbose=0, url=request["url"] + path)
    ranked = ranker.rank(query=request["query"], docs=request["documents"])
    return [[result.document.doc_id, result.score] for result in ranked.results]


def main():
    request = json.load(sys.stdin)
    answers = {}
    for model, path in LITELLM_MODELS.items():
        answers[f"litellm {model}"] = through_litellm(model, path, request)
    for provider, (model, path) in RERANKERS_PROVIDERS.items():
        answers[f"rerankers {provider}"] = through_rerankers(provider, model, path, request)
    json.dump(answers, sys.stdout)


main()
