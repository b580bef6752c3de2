import { hash } from 'node:crypto';
import type { Schemas } from '@qdrant/js-client-rest';

/**
 * A deterministic stand-in for an embedding model: the trigrams of each word, and the words themselves, hashed into a few
 * dimensions with a sign. Texts that share words, or parts of them, come near to each other, and that is all it knows.
 */
export function hashedNgramVector(text: string, dimensions = 256): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const word of wordsOf(text)) {
    for (const part of [word, ...trigramsOf(word)]) {
      const bits = hashOf(part);
      vector[bits % dimensions]! += bits >= 2 ** 31 ? 1 : -1;
    }
  }
  return vector;
}

/**
 * A stand-in for a sparse model: how often each word occurs, less in long texts, as BM25 has it; Qdrant's `idf` modifier
 * weighs the words.
 */
export function hashedWordWeights(text: string): Schemas['SparseVector'] {
  const words = wordsOf(text);
  const counts = Map.groupBy(words, (word) => hashOf(word) % 2 ** 24);
  const saturation = 0.3 + words.length / 250;
  return {
    indices: [...counts.keys()],
    values: [...counts.values()].map(({ length }) => length / (length + saturation)),
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function trigramsOf(word: string): string[] {
  const padded = `<${word}>`;
  return Array.from({ length: Math.max(0, padded.length - 2) }, (_, n) => padded.slice(n, n + 3));
}

/** 32 bits. */
function hashOf(text: string): number {
  return Number.parseInt(hash('md5', text).slice(0, 8), 16);
}
