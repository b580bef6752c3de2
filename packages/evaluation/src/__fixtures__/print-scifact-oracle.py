"""Prints what trec_eval makes of scifact-bm25.run.gz, for oracle.test.ts.

    pip install pytrec_eval-terrier==0.5.11
    python print-scifact-oracle.py

The run is Elasticsearch's, in the set-up of the model authors' evaluation, for their 250 queries.
"""

import gzip
from collections import defaultdict
from pathlib import Path

import pytrec_eval

HERE = Path(__file__).parent
QRELS = HERE / "../../../../tools/datasets/scifact/qrels/test.tsv"
# Our names -> trec_eval's.
METRICS = {
    "mrr": "recip_rank",
    **{f"ndcg@{k}": f"ndcg_cut_{k}" for k in (10, 100)},
    **{f"map@{k}": f"map_cut_{k}" for k in (10, 100)},
    **{f"p@{k}": f"P_{k}" for k in (10, 100)},
    **{f"recall@{k}": f"recall_{k}" for k in (10, 100)},
}


def read_run() -> dict[str, dict[str, float]]:
    run: dict[str, dict[str, float]] = defaultdict(dict)
    with gzip.open(HERE / "scifact-bm25.run.gz", "rt") as lines:
        for line in lines:
            query, _, document, _, score, _ = line.split()
            run[query][document] = float(score)
    return run


def read_qrels() -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = defaultdict(dict)
    for line in QRELS.read_text().splitlines()[1:]:
        query, document, grade = line.split("\t")
        qrels[query][document] = int(grade)
    return qrels


if __name__ == "__main__":
    run = read_run()
    qrels = {query: grades for query, grades in read_qrels().items() if query in run}
    names = {"recip_rank", "ndcg_cut", "map_cut", "P", "recall"}
    rows = pytrec_eval.RelevanceEvaluator(qrels, names).evaluate(run)
    for ours, theirs in METRICS.items():
        print(f"{ours:<12}{sum(row[theirs] for row in rows.values()) / len(rows):.5f}")
