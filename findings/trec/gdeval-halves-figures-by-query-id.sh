#!/usr/bin/env bash
# ir_measures 0.4.3 (its gdeval, which needs perl)
#
# One would expect: a measure does not depend on what a query is called.
# What happens: nDCG(dcg='exp-log2') and ERR, which ir_measures has gdeval compute, are half of what they should be where the
# queries' ids have a hyphen before their number ("PLAIN-2", as in NFCorpus), for one query and for three. Other ids with
# letters are refused with "format error", and so is a grade above 4. The linear nDCG@10 of the same call, computed by
# pytrec_eval, is right each time.
# Why it matters: exponential gains are the default of several leaderboards; half the figure looks like a bad reranker.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
command -v perl >/dev/null || { echo 'needs perl' >&2; exit 2; }
python3 -m venv env && env/bin/pip install --quiet --disable-pip-version-check ir_measures==0.4.3 >&2

cat >see.py <<'PY'
from ir_measures import ERR, Qrel, ScoredDoc, calc_aggregate, nDCG, parse_measure

exponential, linear, err = parse_measure("nDCG(dcg='exp-log2')@10"), nDCG @ 10, ERR @ 10

def see(title, ids, grade=2):
    judged = [Qrel(id, f'd{place}', grade * place) for id in ids for place in (0, 1)]
    found = [ScoredDoc(id, 'd0', 0.9) for id in ids] + [ScoredDoc(id, 'd1', 0.5) for id in ids]
    try:
        figures = calc_aggregate([exponential, linear, err], judged, found)
        print(f'{title}: exponential nDCG@10 {figures[exponential]:.3f}, linear {figures[linear]:.3f}, ERR@10 {figures[err]:.3f}')
    except Exception as error:
        print(f'{title}: {type(error).__name__}')

see('query 2', ['2'])
see('query PLAIN-2', ['PLAIN-2'])
see('query PLAIN2', ['PLAIN2'])
see('queries 2, 3, 4', ['2', '3', '4'])
see('queries PLAIN-2, PLAIN-3, PLAIN-4', ['PLAIN-2', 'PLAIN-3', 'PLAIN-4'])
see('query wine', ['wine'])
see('query 2, grade 4', ['2'], grade=4)
see('query 2, grade 5', ['2'], grade=5)
PY
env/bin/python see.py 2>/dev/null | tee seen
diff - seen <<'EXPECTED'
query 2: exponential nDCG@10 0.631, linear 0.631, ERR@10 0.094
query PLAIN-2: exponential nDCG@10 0.315, linear 0.631, ERR@10 0.047
query PLAIN2: CalledProcessError
queries 2, 3, 4: exponential nDCG@10 0.631, linear 0.631, ERR@10 0.094
queries PLAIN-2, PLAIN-3, PLAIN-4: exponential nDCG@10 0.315, linear 0.631, ERR@10 0.047
query wine: CalledProcessError
query 2, grade 4: exponential nDCG@10 0.631, linear 0.631, ERR@10 0.469
query 2, grade 5: CalledProcessError
EXPECTED
