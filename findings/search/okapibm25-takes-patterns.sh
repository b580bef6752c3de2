#!/usr/bin/env bash
# okapibm25 1.4.1
#
# One would expect: a keyword is a term, its score does not depend on the letters around it, and it is as good as Lucene's.
# What happens: each keyword is a regular expression, matched anywhere in the raw text. "C++" is a SyntaxError, "." is the best
# of terms, and "wine" counts inside "swine"; upper and lower case differ. Its idf is Lucene's, so a
# term in all documents still counts, but the scores are 1 + k1 times those of Lucene 8 and later.
# Why it matters: a query with a plus or a bracket fails before any reranking, and a threshold that was tuned on the scores of
# Elasticsearch does not fit.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent okapibm25@1.4.1 >&2

cat >see.mjs <<'JS'
import okapi from 'okapibm25';

const lucene = (length, average, found, all) =>
  Math.log(1 + (all - found + 0.5) / (found + 0.5)) / (1 + 1.2 * (0.25 + (0.75 * length) / average));
const ask = (keyword, documents) => {
  try {
    const scores = okapi.default(documents, [keyword], { k1: 1.2, b: 0.75 });
    return documents.map((text, at) => `${text} ${scores[at].toFixed(2)}`).join(', ');
  } catch (error) {
    return error.name;
  }
};
console.log('wine:', ask('wine', ['swine herd', 'red wine', 'blue cheese']));
console.log('wine:', ask('wine', ['Wine list', 'red wine', 'blue cheese']));
console.log('.:', ask('.', ['red wine', 'blue cheese']));
console.log('c++:', ask('c++', ['c++ code', 'java code']));
console.log('cheese:', ask('cheese', ['red wine', 'blue cheese']), 'Lucene:', lucene(2, 2, 1, 2).toFixed(2));
console.log('wine:', ask('wine', ['red wine', 'dry wine']), 'Lucene:', lucene(2, 2, 2, 2).toFixed(2));
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
wine: swine herd 0.47, red wine 0.47, blue cheese 0.00
wine: Wine list 0.00, red wine 0.98, blue cheese 0.00
.: red wine 3.43, blue cheese 3.55
c++: SyntaxError
cheese: red wine 0.00, blue cheese 0.69 Lucene: 0.32
wine: red wine 0.18, dry wine 0.18 Lucene: 0.08
EXPECTED
