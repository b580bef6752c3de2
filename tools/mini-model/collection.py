"""Reading of the bundled collections (BEIR layout)."""

import csv
import gzip
import json
from pathlib import Path

DATASETS = Path(__file__).resolve().parent.parent / "datasets"


def read_corpus(name: str) -> dict[str, tuple[str, str]]:
    """Document id -> (title, text)."""
    with gzip.open(DATASETS / name / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["_id"]: (row.get("title", "").strip(), row["text"].strip()) for row in rows}


def read_queries(name: str) -> dict[str, str]:
    """Query id -> text."""
    with open(DATASETS / name / "queries.jsonl", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["_id"]: row["text"] for row in rows}


def read_qrels(name: str, split: str) -> dict[str, dict[str, int]]:
    """Query id -> document id -> grade."""
    qrels: dict[str, dict[str, int]] = {}
    with open(DATASETS / name / "qrels" / f"{split}.tsv", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            qrels.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return qrels
