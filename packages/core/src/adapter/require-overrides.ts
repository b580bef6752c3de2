import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { requireKnownKeys } from '../arguments/require-known-keys.ts';
import { RERANK_DEFAULTS, type RerankDefaults } from '../rerank/rerank-defaults.ts';
import type { RerankOverrides } from './rerank-overrides.ts';

const KEYS = [
  ...Object.keys({
    query: true,
    passage: true,
  } satisfies Record<Exclude<keyof RerankOverrides, keyof RerankDefaults>, true>),
  ...RERANK_DEFAULTS,
];

/**
 * Checks the `rerank` of a call that is not `false`.
 *
 * @throws InvalidRequestError for what is no object, such as `true`, and for an unknown key, with the way out.
 */
export function requireOverrides(rerank: unknown): void {
  if (typeof rerank !== 'object' || rerank === null || Array.isArray(rerank)) {
    throw new InvalidRequestError(
      'rerank',
      "must be an object or `false`: leave it out to rerank by the options, or pass `rerank: { query: '…' }`",
    );
  }
  requireKnownKeys('rerank.', rerank, KEYS);
}
