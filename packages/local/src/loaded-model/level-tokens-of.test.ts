import type { Token } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { levelTokensOf } from './level-tokens-of.ts';

/** A vocabulary in which each text is one token, but for those that are named. */
function vocabulary(tokensOf: Record<string, number> = {}) {
  const tokenize = (text: string) =>
    Array.from({ length: tokensOf[text] ?? 1 }, (_, n) => (text.charCodeAt(0) + n) as Token);
  return { tokenize };
}

test('finds the tokens of the answers 1 to 7', () => {
  expect(levelTokensOf(vocabulary(), 'a.gguf')).toEqual([49, 50, 51, 52, 53, 54, 55]);
});

test('refuses a vocabulary that writes an answer in several tokens', () => {
  expect(() => levelTokensOf(vocabulary({ 4: 2 }), 'a.gguf')).toThrow(
    'a.gguf: is not the LB Reranker: it writes the answer 4 in 2 tokens',
  );
});

test("refuses a vocabulary without the prompt's special tokens", () => {
  expect(() => levelTokensOf(vocabulary({ '<|im_end|>': 6 }), 'a.gguf')).toThrow(
    'its vocabulary lacks <|im_end|>',
  );
});
