#!/usr/bin/env bash
# pytrec_eval-terrier 0.5.11, ir_measures 0.4.3, ranx 0.3.21
#
# One would expect: the mean goes over the judged queries, and a query that found nothing counts 0.
# What happens: pytrec_eval gives no figures for a judged query that the run lacks, so a mean over what it gives leaves it
# out. ir_measures counts it 0. ranx refuses the run unless `make_comparable=True`, then counts it 0. A query that is in the
# run with an empty list counts 0 for all of them, pytrec_eval too. Scores as numpy's float32, as a model gives them, are
# refused by pytrec_eval with a message that does not say so.
# Why it matters: one run, means of 1.0 and 0.5. A first stage that finds nothing for hard queries looks better by it, and a
# TREC run file cannot hold an empty list: written and read again, the same run has another mean.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pytrec_eval-terrier==0.5.11 ir_measures==0.4.3 ranx==0.3.21 >&2

cat >see.py <<'PY'
import warnings

import ir_measures, numpy, pytrec_eval, ranx

warnings.filterwarnings('ignore')
qrels = {'q1': {'d1': 1}, 'q2': {'d2': 1}}

def with_pytrec_eval(run):
    each = pytrec_eval.RelevanceEvaluator(qrels, {'map'}).evaluate(run)
    return sum(figures['map'] for figures in each.values()) / len(each)

def with_ir_measures(run):
    judged = [ir_measures.Qrel(q, d, r) for q, documents in qrels.items() for d, r in documents.items()]
    scored = [ir_measures.ScoredDoc(q, d, s) for q, documents in run.items() for d, s in documents.items()]
    return ir_measures.calc_aggregate([ir_measures.AP], judged, scored)[ir_measures.AP]

def with_ranx(run, **options):
    return ranx.evaluate(ranx.Qrels(qrels), ranx.Run(run), 'map', **options)

for title, run in {
    'q2 not in the run': {'q1': {'d1': 0.9}},
    'q2 with an empty list': {'q1': {'d1': 0.9}, 'q2': {}},
    'a query more than judged': {'q1': {'d1': 0.9}, 'q2': {'d2': 0.9}, 'q3': {'d3': 0.9}},
    'scores of float32': {'q1': {'d1': numpy.float32(0.9)}, 'q2': {'d2': numpy.float32(0.9)}},
}.items():
    for name, measure in {
        'pytrec_eval': with_pytrec_eval,
        'ir_measures': with_ir_measures,
        'ranx': with_ranx,
        'ranx, make_comparable': lambda run: with_ranx(run, make_comparable=True),
    }.items():
        try:
            print(f'{title}: {name} {measure(run):.2f}')
        except Exception as error:
            print(f'{title}: {name} {type(error).__name__}: {str(error).splitlines()[0][:60]}')
PY
env/bin/python see.py | tee seen
diff - seen <<'EXPECTED'
q2 not in the run: pytrec_eval 1.00
q2 not in the run: ir_measures 0.50
q2 not in the run: ranx AssertionError: Qrels and Run query ids do not match. Pass `make_comparable=
q2 not in the run: ranx, make_comparable 0.50
q2 with an empty list: pytrec_eval 0.50
q2 with an empty list: ir_measures 0.50
q2 with an empty list: ranx 0.50
q2 with an empty list: ranx, make_comparable 0.50
a query more than judged: pytrec_eval 1.00
a query more than judged: ir_measures 1.00
a query more than judged: ranx AssertionError: Qrels and Run query ids do not match. Pass `make_comparable=
a query more than judged: ranx, make_comparable 1.00
scores of float32: pytrec_eval TypeError: Unable to extract query/object scores.
scores of float32: ir_measures TypeError: Unable to extract query/object scores.
scores of float32: ranx 1.00
scores of float32: ranx, make_comparable 1.00
EXPECTED
