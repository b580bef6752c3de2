import { BackendConnectionError, createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import {
  type ProxyRule,
  type ServedProxy,
  serveProxy,
  type ServeProxyOptions,
} from '@lb-rerank/proxy';
import { pino } from 'pino';

/** The level of each passage by its length: instant, tells passages apart, and has many ties. */
export const BY_LENGTH = (passage: string): number => 1 + (passage.length % 7) * 0.9;

/** A model that is away. */
export const AWAY = (): number => {
  throw new BackendConnectionError({ url: 'http://127.0.0.1:9' });
};

/** Starts a proxy on a free port, whose model is a function of the passage. */
export async function serveProxyWith(
  levelOf: (passage: string) => number,
  options: Omit<ServeProxyOptions, 'reranker' | 'port' | 'rules'> & {
    readonly rules?: readonly ProxyRule[];
  },
): Promise<ServedProxy> {
  const reranker = createReranker({ scorer: fakeScorer(levelOf), resilience: { retries: 0 } });
  return serveProxy({
    logger: pino({ level: 'silent' }),
    rules: [],
    ...options,
    reranker,
    port: 0,
  });
}
