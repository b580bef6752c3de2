"""Writes 200 small random runs and what trec_eval makes of them, for oracle.test.ts.

    pip install pytrec_eval-terrier==0.5.11
    python make-oracle-fixture.py        # writes oracle.json.gz beside itself; the same bytes on every run

The runs hold what rankings are miscounted by: tied scores, scores that are equal as float32 only, ids that sort
differently as UTF-8 and as UTF-16, grades from 0 to 3, unjudged documents, queries that only one side knows, and queries
without any relevant document. Grades under 0 are left to a unit test: this version does not return on some of them.
"""

import gzip
import json
import random
from pathlib import Path

import pytrec_eval

CUTOFFS = (1, 3, 5, 10, 100)
# Our names -> trec_eval's.
METRICS = {
    "ndcg": "ndcg",
    "map": "map",
    "mrr": "recip_rank",
    "p": "set_P",
    "recall": "set_recall",
    **{f"ndcg@{k}": f"ndcg_cut_{k}" for k in CUTOFFS},
    **{f"map@{k}": f"map_cut_{k}" for k in CUTOFFS},
    **{f"p@{k}": f"P_{k}" for k in CUTOFFS},
    **{f"recall@{k}": f"recall_{k}" for k in CUTOFFS},
}
PREFIXES = ("d", "D", "1", "10", "é", "\uffee", "\U0001f34e")


def scores_of(rng: random.Random) -> float:
    """A score that often ties: exactly, or only once it is a float32."""
    return rng.choice(
        (
            float(rng.randrange(4)),
            1 + rng.randrange(3) * 1e-9,
            round(rng.uniform(-2, 2), 1),
            rng.random(),
        )
    )


def case(seed: int) -> dict:
    """One random run with its judgements and the oracle's values per query."""
    rng = random.Random(seed)
    documents = [f"{rng.choice(PREFIXES)}{n}" for n in range(rng.randrange(3, 14))]
    run, qrels = {}, {}
    for number in range(rng.randrange(1, 5)):
        query = f"q{number}"
        if rng.random() < 0.9 or number == 0:
            retrieved = rng.sample(documents, rng.randrange(1, len(documents)))
            run[query] = {document: scores_of(rng) for document in retrieved}
        if rng.random() < 0.9 or number == 0:
            judged = rng.sample(documents, rng.randrange(1, len(documents)))
            grades = rng.choice(((0, 1), (0, 1, 2, 3), (0, 1, 2), (0,)))
            qrels[query] = {document: rng.choice(grades) for document in judged}
    oracle = pytrec_eval.RelevanceEvaluator(
        qrels,
        {"ndcg", "map", "recip_rank", "set_P", "set_recall"}
        | {
            f"{name}.{','.join(map(str, CUTOFFS))}"
            for name in ("ndcg_cut", "map_cut", "P", "recall")
        },
    )
    values = {
        query: {ours: round(row[theirs], 9) for ours, theirs in METRICS.items()}
        for query, row in oracle.evaluate(run).items()
    }
    return {"qrels": qrels, "run": run, "values": values}


if __name__ == "__main__":
    text = json.dumps([case(seed) for seed in range(200)], separators=(",", ":"))
    path = Path(__file__).parent / "oracle.json.gz"
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
