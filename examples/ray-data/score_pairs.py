"""
Scores a data set of pairs (query, passage) with the LB Reranker over a Ray cluster.

    python score_pairs.py --input s3://bucket/pairs/ --output s3://bucket/scored --workers 8

The same command resumes a job that was stopped or killed.
"""

import argparse
import json
import sys
from pathlib import Path

import pyarrow
import ray
from ray.data.checkpoint import CheckpointConfig

from job_record import OtherJob, keep_record
from vllm_scorer import VllmScorer

ADDED_COLUMNS = {"score", "relevance_score", "probabilities", "error"}
# A resumed job has one for what is scored already, and one for all else.
CPUS_FOR_READING = 2
READERS = {"parquet": ray.data.read_parquet, "jsonl": ray.data.read_json}


class BadInput(ValueError):
    """The data set cannot be scored as it is."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="The default of --format is what the input's name ends in, else parquet.",
    )
    add = parser.add_argument
    add("--input", required=True, help="file or folder of Parquet or JSONL, a path or a URI")
    add("--output", required=True, help="folder for what is scored, in the input's format, a path or a URI")
    add("--format", choices=READERS, help="of the input")
    add("--id-column", default="id", help="names each pair once; resuming goes by it (%(default)s)")
    add("--query-column", default="query", help="(%(default)s)")
    add("--passage-column", default="passage", help="(%(default)s)")
    add("--model", default="lightblue/lb-reranker-0.5B-v1.0", help="a name or a folder (%(default)s)")
    add("--max-model-len", type=int, default=8192, help="tokens of a prompt and its answer (%(default)s)")
    add("--workers", type=int, default=1, help="copies of the model (%(default)s)")
    add("--gpus-per-worker", type=float, default=1, help="0 for vLLM on CPUs (%(default)s)")
    add("--cpus-per-worker", type=float, default=1, help="as Ray counts them (%(default)s)")
    add("--batch-size", type=int, default=1024, help="pairs that are scored and kept at once (%(default)s)")
    add("--engine", type=json.loads, default={}, help="more arguments of vllm.LLM, as JSON")
    return parser.parse_args()


def absolute(address: str) -> str:
    return address if "://" in address else str(Path(address).absolute())


def check(pairs: ray.data.Dataset, options: argparse.Namespace) -> None:
    """Raises BadInput before any work."""
    columns = pairs.schema().names
    for column in (options.id_column, options.query_column, options.passage_column):
        if column not in columns:
            raise BadInput(f"{options.input} has no column '{column}', only: {', '.join(columns)}")
    if taken := ADDED_COLUMNS.intersection(columns):
        raise BadInput(f"{options.input} already has the columns {', '.join(sorted(taken))}")
    ids = pairs.select_columns([options.id_column])
    column = pyarrow.chunked_array([block[options.id_column] for block in map(ray.get, ids.to_arrow_refs())])
    if column.null_count or len(column.unique()) < len(column):
        raise BadInput(f"{options.input}: the column '{options.id_column}' does not name each pair once")


def warn_of_few_cpus(options: argparse.Namespace) -> None:
    cpus = ray.cluster_resources().get("CPU", 0)
    taken = options.workers * options.cpus_per_worker
    if taken + CPUS_FOR_READING > cpus:
        print(
            f"{options.workers} workers take {taken:g} of the {cpus:g} CPUs that the cluster has now, and reading and "
            f"writing need {CPUS_FOR_READING} beside them: until it grows, the job may wait",
            file=sys.stderr,
        )


def format_of(address: str) -> str:
    return "jsonl" if address.rstrip("/").endswith((".jsonl", ".jsonl.gz")) else "parquet"


def score(options: argparse.Namespace) -> None:
    kind = options.format or format_of(options.input)
    output = absolute(options.output)
    pairs = READERS[kind](absolute(options.input))
    check(pairs, options)
    warn_of_few_cpus(options)
    settings = ("model", "max_model_len", "id_column", "query_column", "passage_column")
    keep_record(output, {name: getattr(options, name) for name in settings})
    # Ray writes which ids are in the output, in two phases, and leaves those out of what it reads.
    pairs.context.checkpoint_config = CheckpointConfig(
        options.id_column, f"{output}.checkpoint", delete_checkpoint_on_success=False
    )
    scored = pairs.repartition(target_num_rows_per_block=options.batch_size).map_batches(
        VllmScorer,
        fn_constructor_kwargs={
            "model": options.model,
            "max_model_len": options.max_model_len,
            "query": options.query_column,
            "passage": options.passage_column,
            "engine": options.engine,
        },
        batch_format="pyarrow",
        batch_size=options.batch_size,
        compute=ray.data.ActorPoolStrategy(size=options.workers),
        num_cpus=options.cpus_per_worker,
        num_gpus=options.gpus_per_worker,
    )
    if kind == "jsonl":
        scored.write_json(output, force_ascii=False)
    else:
        scored.write_parquet(output)


if __name__ == "__main__":
    try:
        score(arguments())
    except (BadInput, OtherJob) as error:
        sys.exit(f"{error}")
