#!/usr/bin/env bash
# pytrec_eval-terrier 0.5.11, ir_measures 0.4.3, ranx 0.3.21
#
# One would expect: tools that read the same run give the same figures, by the rank column or by the order of the lines.
# What happens: the rank column is read by none. Among equal scores pytrec_eval (and ir_measures above it) puts the document
# whose id is the greater string first, ranx the one whose line comes first. pytrec_eval compares scores as 32-bit floats, so
# scores that differ in the eighth digit are equal to it and not to ranx.
# Why it matters: a reranker with a few levels, or scores near 1, ties often. The same run is 1.0 in one paper's tool and 0.63
# in another's; writing out ranks does not help, making the scores differ by 1e-5 does.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pytrec_eval-terrier==0.5.11 ir_measures==0.4.3 ranx==0.3.21 >&2

cat >see.py <<'PY'
import warnings

import ir_measures, pytrec_eval, ranx

warnings.filterwarnings('ignore')
runs = {
    'equal scores, relevant id smaller, first by rank': 'q Q0 d1 1 0.5 x\nq Q0 d2 2 0.5 x\n',
    'equal scores, relevant id smaller, last by rank': 'q Q0 d2 1 0.5 x\nq Q0 d1 2 0.5 x\n',
    'scores 1e-9 apart, relevant the better': 'q Q0 d1 1 1.000000000 x\nq Q0 d2 2 0.999999999 x\n',
    'scores 1e-5 apart, relevant the better': 'q Q0 d1 1 1.00000 x\nq Q0 d2 2 0.99999 x\n',
    'ranks against scores, relevant of rank 2': 'q Q0 d2 1 0.1 x\nq Q0 d1 2 0.9 x\n',
}
open('qrels', 'w').write('q 0 d1 1\nq 0 d2 0\n')
for title, run in runs.items():
    open('run.trec', 'w').write(run)
    measured = pytrec_eval.RelevanceEvaluator(pytrec_eval.parse_qrel(open('qrels')), {'ndcg_cut_10'})
    ndcg = ir_measures.nDCG @ 10
    figures = {
        'pytrec_eval': measured.evaluate(pytrec_eval.parse_run(open('run.trec')))['q']['ndcg_cut_10'],
        'ir_measures': ir_measures.calc_aggregate(
            [ndcg], list(ir_measures.read_trec_qrels('qrels')), list(ir_measures.read_trec_run('run.trec')))[ndcg],
        'ranx': ranx.evaluate(ranx.Qrels.from_file('qrels', kind='trec'), ranx.Run.from_file('run.trec', kind='trec'), 'ndcg@10'),
    }
    print(f'{title}:', ', '.join(f'{name} {value:.2f}' for name, value in figures.items()))
PY
env/bin/python see.py | tee seen
diff - seen <<'EXPECTED'
equal scores, relevant id smaller, first by rank: pytrec_eval 0.63, ir_measures 0.63, ranx 1.00
equal scores, relevant id smaller, last by rank: pytrec_eval 0.63, ir_measures 0.63, ranx 0.63
scores 1e-9 apart, relevant the better: pytrec_eval 0.63, ir_measures 0.63, ranx 1.00
scores 1e-5 apart, relevant the better: pytrec_eval 1.00, ir_measures 1.00, ranx 1.00
ranks against scores, relevant of rank 2: pytrec_eval 1.00, ir_measures 1.00, ranx 1.00
EXPECTED
