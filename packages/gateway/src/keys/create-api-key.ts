import { randomBytes } from 'node:crypto';
import type { ApiKey } from '../settings/api-key.ts';
import { hashOfKey } from './hash-of-key.ts';

/**
 * Makes a key of 256 random bits, and the entry that knows it. The key is shown here and never again.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { createApiKey, createGateway } from '@lb-rerank/gateway';
 *
 * const { key, entry } = createApiKey('search');
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const { app, stop } = createGateway({
 *   reranker: createReranker({ scorer }),
 *   settings: { keys: [entry] },
 * });
 * const headers = { authorization: `Bearer ${key}` };
 * const body = JSON.stringify({ query: 'apples', documents: ['Apples are red.'] });
 * const refused = await app.request('/v2/rerank', { method: 'POST', body });
 * const answered = await app.request('/v2/rerank', { method: 'POST', body, headers });
 * console.log(refused.status, answered.status); // 401 200
 * await stop();
 * ```
 */
export function createApiKey(name: string): { key: string; entry: ApiKey } {
  const key = `lbr_${randomBytes(32).toString('base64url')}`;
  return { key, entry: { name, sha256: hashOfKey(key) } };
}
