"""
Measures a model in Hugging Face form: `evaluate.py MODEL_DIR [--queries 250]`.

SciFact test, first queries with ids sorted as strings, BM25's top 100 reranked; XQuAD, each question against 30 paragraphs
of one other language (`crosslingual.tsv`), which BM25 cannot rank at all. Random orders and BM25 stand beside the model.
"""

import json
import random

import bm25s
import numpy as np
import pytrec_eval
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from arguments import path_parser
from collection import read_corpus, read_qrels, read_queries
from prompt import render_prompt
from training_lists import stems

LEVELS = torch.arange(1.0, 8.0)


def main() -> None:
    parser = path_parser(__doc__, "model")
    parser.add_argument("--queries", type=int, default=250)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = AutoModelForCausalLM.from_pretrained(options.model, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    print(json.dumps({"scifact": scifact(model, tokenizer, options.queries)}), flush=True)
    print(json.dumps({"xquad_crosslingual": crosslingual(model, tokenizer, options.queries // 5)}), flush=True)


@torch.no_grad()
def scores(model, tokenizer, query: str, passages: list[str]) -> list[float]:
    """The expected level of each passage."""
    digits = [tokenizer.encode(str(level))[0] for level in range(1, 8)]
    head = model.model.embed_tokens.weight[digits]
    rows = [tokenizer.encode(render_prompt(query, passage))[-2048:] for passage in passages]
    found = [0.0] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    for start in range(0, len(order), 20):
        chosen = order[start : start + 20]
        longest = max(len(rows[i]) for i in chosen)
        padded = torch.tensor([rows[i] + [0] * (longest - len(rows[i])) for i in chosen])
        states = model.model(input_ids=padded).last_hidden_state
        last = states[torch.arange(len(chosen)), torch.tensor([len(rows[i]) - 1 for i in chosen])]
        expected = (last @ head.T).softmax(-1) @ LEVELS
        for i, score in zip(chosen, expected.tolist()):
            found[i] = score
    return found


def scifact(model, tokenizer, count: int) -> dict[str, float]:
    corpus, queries, qrels = read_corpus("scifact"), read_queries("scifact"), read_qrels("scifact", "test")
    ids = list(corpus)
    texts = [f"{title} {text}".strip() for title, text in corpus.values()]
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(stems(texts), show_progress=False)
    runs: dict[str, dict[str, dict[str, float]]] = {"bm25": {}, "random": {}, "model": {}}
    chance = random.Random(0)
    for query_id in sorted(qrels)[:count]:
        found, weights = index.retrieve(stems([queries[query_id]]), k=100, show_progress=False)
        names = [ids[i] for i in found[0]]
        runs["bm25"][query_id] = dict(zip(names, map(float, weights[0])))
        runs["random"][query_id] = {name: chance.random() for name in names}
        passages = [texts[i] for i in found[0]]
        runs["model"][query_id] = dict(zip(names, scores(model, tokenizer, queries[query_id], passages)))
    return {name: ndcg10(run, qrels) for name, run in runs.items()}


def crosslingual(model, tokenizer, count: int) -> dict[str, float]:
    corpus, queries = read_corpus("xquad-pooled12"), read_queries("xquad-pooled12")
    qrels = read_qrels("xquad-pooled12", "crosslingual")
    chance = random.Random(0)
    languages = sorted({name.split("-")[0] for name in corpus})
    runs: dict[str, dict[str, dict[str, float]]] = {"random": {}, "model": {}}
    for query_id in chance.sample(sorted(qrels), count):
        other = chance.choice([language for language in languages if language != query_id.split("-")[0]])
        relevant = [d for d in qrels[query_id] if d.startswith(f"{other}-")]
        pool = [d for d in corpus if d.startswith(f"{other}-") and d not in relevant]
        names = [*relevant, *chance.sample(pool, 29)]
        runs["random"][query_id] = {name: chance.random() for name in names}
        passages = [corpus[name][1] for name in names]
        runs["model"][query_id] = dict(zip(names, scores(model, tokenizer, queries[query_id], passages)))
    judged = {q: {d: g for d, g in qrels[q].items() if d in runs["model"][q]} for q in runs["model"]}
    return {name: ndcg10(run, judged) for name, run in runs.items()}


def ndcg10(run: dict[str, dict[str, float]], qrels: dict[str, dict[str, int]]) -> float:
    evaluator = pytrec_eval.RelevanceEvaluator({q: qrels[q] for q in run}, {"ndcg_cut.10"})
    return round(float(np.mean([row["ndcg_cut_10"] for row in evaluator.evaluate(run).values()])), 4)


if __name__ == "__main__":
    main()
