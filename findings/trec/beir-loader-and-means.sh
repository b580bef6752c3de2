#!/usr/bin/env bash
# beir 2.2.0 with pytrec_eval-terrier 0.5.11
#
# One would expect: judgements in a TSV without a header line are read or refused, and evaluating a run leaves the run alone and
# has one mean for all measures.
# What happens: the first line of the judgements is dropped, whatever it says. `evaluate` takes hits whose id is the query's out
# of the caller's run, so the next evaluation sees another run (with ignore_identical_ids=False too). NDCG is averaged over the
# queries that the run holds, MRR over all that are judged: the query that found nothing counts in the one, not the other. Equal
# scores are ordered by id for NDCG and by the order of the run for MRR.
# Why it matters: ids 1, 2, 3 for queries and for documents are common in home-made collections: the best hit vanishes, and
# a reranker's NDCG and MRR tell of different query sets.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check --no-deps beir==2.2.0 >&2
env/bin/pip install --quiet --disable-pip-version-check pytrec_eval-terrier==0.5.11 tqdm numpy >&2 2>/dev/null

cat >see.py <<'PY'
import os
from beir.datasets.data_loader import GenericDataLoader
from beir.retrieval.evaluation import EvaluateRetrieval

os.mkdir('qrels')
open('corpus.jsonl', 'w').write('{"_id": "d1", "text": "red wine"}\n{"_id": "d2", "text": "blue cheese"}\n')
open('queries.jsonl', 'w').write('{"_id": "q1", "text": "wine"}\n{"_id": "q2", "text": "cheese"}\n')
open('qrels/test.tsv', 'w').write('q1\td1\t1\nq2\td2\t1\n')
corpus, queries, qrels = GenericDataLoader('.').load('test')
print('judgements of a TSV without a header:', qrels, 'queries:', list(queries))
print('a corpus line without a title has:', corpus['d1'])

run = {'1': {'1': 0.9, '2': 0.5}}
judged = {'1': {'1': 1, '2': 0}}
def ndcg(**options):
    return EvaluateRetrieval.evaluate(judged, run, [10], **options)[0]
print('document 1 best for query 1:', ndcg(ignore_identical_ids=False))
print('by default:', ndcg(), 'the run then:', run)
print('and once more:', ndcg(ignore_identical_ids=False))

judged = {'q1': {'d1': 1}, 'q2': {'d2': 1}}
run = {'q1': {'d1': 0.9}}
print('q2 not in the run:', ndcg(), EvaluateRetrieval.evaluate_custom(judged, run, [10], 'mrr'))
judged = {'q1': {'d1': 1, 'd2': 0}}
for title, run in {'d1 first': {'q1': {'d1': 0.5, 'd2': 0.5}}, 'd2 first': {'q1': {'d2': 0.5, 'd1': 0.5}}}.items():
    print(f'equal scores, {title}:', ndcg(), EvaluateRetrieval.evaluate_custom(judged, run, [10], 'mrr'))
PY
env/bin/python see.py 2>/dev/null | tee seen
diff - seen <<'EXPECTED'
judgements of a TSV without a header: {'q2': {'d2': 1}} queries: ['q2']
a corpus line without a title has: {'text': 'red wine', 'title': None}
document 1 best for query 1: {'NDCG@10': 1.0}
by default: {'NDCG@10': 0.0} the run then: {'1': {'2': 0.5}}
and once more: {'NDCG@10': 0.0}
q2 not in the run: {'NDCG@10': 1.0} {'MRR@10': 0.5}
equal scores, d1 first: {'NDCG@10': 0.63093} {'MRR@10': 1.0}
equal scores, d2 first: {'NDCG@10': 0.63093} {'MRR@10': 0.5}
EXPECTED
