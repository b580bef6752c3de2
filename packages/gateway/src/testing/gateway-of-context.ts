import { createReranker, type RerankerOptions } from '@lb-rerank/core';
import { fakeScorer, type FakeScorer } from '@lb-rerank/core/testing';
import type { Gateway } from '../gateway.ts';
import { gatewayOfLevels } from './gateway-of-levels.ts';

/** Makes a gateway whose model's context has 512 tokens of four bytes, and gives the scorer, which knows what it read. */
export function gatewayOfContext(fit: Pick<RerankerOptions, 'longPassages'> = {}): {
  readonly gateway: Gateway;
  readonly scorer: FakeScorer;
} {
  const limits = {
    contextTokens: async () => 512,
    countTokens: async (text: string) => Math.ceil(Buffer.byteLength(text) / 4),
  };
  const scorer = { ...fakeScorer((passage) => 1 + (passage.length % 6)), limits };
  return { gateway: gatewayOfLevels({}, createReranker({ scorer, ...fit })), scorer };
}
