import { hash } from 'node:crypto';

/**
 * A deterministic stand-in for an embedding model: word counts hashed into a few dimensions. It finds texts that share
 * words, which is all that a test of the retrieval path needs.
 */
export function hashedWordsVector(text: string, dimensions = 64): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    vector[parseInt(hash('md5', word).slice(0, 8), 16) % dimensions]! += 1;
  }
  return vector;
}
