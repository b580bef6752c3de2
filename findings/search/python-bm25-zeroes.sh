#!/usr/bin/env bash
# rank_bm25 0.2.2, bm25s 0.3.16
#
# One would expect: BM25 is positive where a document holds the query's term and nothing where it does not; hits are hits.
# What happens: rank_bm25's BM25Okapi and bm25s' `robertson` give 0 to each document for a term that half of them hold;
# BM25Okapi gives more than that for one that two thirds hold. BM25Plus, and bm25s' `bm25+` and `bm25l`, give points to
# documents without the term. bm25s always gives k hits: documents without any term fill up with score 0, and a k above the
# collection's size is an error. It drops words of one letter ("C", "3") and takes a Japanese sentence for one word.
# Why it matters: as a first stage, the top k holds documents that match nothing, and a reranker pays for each; over a small
# collection all scores are 0 and the order is chance.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check rank_bm25==0.2.2 bm25s==0.3.16 'numpy<3' >&2

cat >see.py <<'PY'
import bm25s, rank_bm25

texts = ['red wine', 'white wine', 'blue cheese', 'old cheese']
more = [*texts, 'dry wine', 'sweet wine']
words = [text.split() for text in texts]

def rounded(scores):
    return [round(float(score), 2) + 0.0 for score in scores]

for kind in (rank_bm25.BM25Okapi, rank_bm25.BM25L, rank_bm25.BM25Plus):
    print(f'{kind.__name__}, wine in 2 of 4: {rounded(kind(words).get_scores(["wine"]))}')
    scores = kind([text.split() for text in more])
    print(f'{kind.__name__}, wine in 4 of 6: {rounded(scores.get_scores(["wine"]))}')

def cut(texts):
    return bm25s.tokenize(texts, show_progress=False)

def index(method, texts):
    made = bm25s.BM25(method=method)
    made.index(cut(texts), show_progress=False)
    return lambda query, k: made.retrieve(cut([query]), corpus=texts, k=k, show_progress=False)

for method in ('lucene', 'robertson', 'atire', 'bm25+', 'bm25l'):
    hits, scores = index(method, texts)('wine', 4)
    found = sorted(zip(hits[0].tolist(), rounded(scores[0])), key=lambda hit: texts.index(hit[0]))
    print(f'bm25s {method}, wine in 2 of 4: {[score for _, score in found]}')
lucene = index('lucene', texts)
hits, scores = lucene('zebra', 2)
print(f'bm25s, zebra, k 2: {hits[0].tolist()} {rounded(scores[0])}')
try:
    lucene('wine', 5)
except ValueError as error:
    print(f'bm25s, k 5 of 4: ValueError: {str(error).split(",")[0]}')
for text in ('C 3 PO', '京都の古い寺'):
    print(f'bm25s, words of {text}: {list(cut([text]).vocab)}')
PY
env/bin/python see.py 2>/dev/null | tee seen
diff - seen <<'EXPECTED'
BM25Okapi, wine in 2 of 4: [0.0, 0.0, 0.0, 0.0]
BM25Okapi, wine in 4 of 6: [0.24, 0.24, 0.0, 0.0, 0.24, 0.24]
BM25L, wine in 2 of 4: [0.87, 0.87, 0.0, 0.0]
BM25L, wine in 4 of 6: [0.55, 0.55, 0.0, 0.0, 0.55, 0.55]
BM25Plus, wine in 2 of 4: [1.83, 1.83, 0.92, 0.92]
BM25Plus, wine in 4 of 6: [1.12, 1.12, 0.56, 0.56, 1.12, 1.12]
bm25s lucene, wine in 2 of 4: [0.28, 0.28, 0.0, 0.0]
bm25s robertson, wine in 2 of 4: [0.0, 0.0, 0.0, 0.0]
bm25s atire, wine in 2 of 4: [0.69, 0.69, 0.0, 0.0]
bm25s bm25+, wine in 2 of 4: [1.37, 1.37, 0.46, 0.46]
bm25s bm25l, wine in 2 of 4: [0.87, 0.87, 0.43, 0.43]
bm25s, zebra, k 2: ['old cheese', 'blue cheese'] [0.0, 0.0]
bm25s, k 5 of 4: ValueError: k of 5 is larger than the number of available scores
bm25s, words of C 3 PO: ['po']
bm25s, words of 京都の古い寺: ['京都の古い寺']
EXPECTED
