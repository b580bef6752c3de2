import { requireKnownKeys } from '../arguments/require-known-keys.ts';
import { requireLevel } from '../arguments/require-level.ts';
import { requirePositiveInteger } from '../arguments/require-positive-integer.ts';
import { bestChunksOf } from '../chunks/best-chunks.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { Candidate } from './candidate.ts';
import { requireEarlyStop } from './require-early-stop.ts';
import { RERANK_DEFAULTS, type RerankDefaults } from './rerank-defaults.ts';
import type { RerankRequest } from './rerank-request.ts';

const KEYS = [
  ...Object.keys({
    query: true,
    candidates: true,
    topN: true,
    maxPassageTokens: true,
    cacheScope: true,
    signal: true,
    onProgress: true,
  } satisfies Record<Exclude<keyof RerankRequest<unknown>, keyof RerankDefaults>, true>),
  ...RERANK_DEFAULTS,
];

/**
 * Checks a request before any work is done.
 *
 * @param further the names that it may have beside those of all requests
 * @throws InvalidRequestError naming the argument at fault, or that nobody reads.
 */
export function validateRerankRequest(
  request: RerankRequest<unknown>,
  further: readonly string[] = [],
): void {
  requireKnownKeys('', request, [...KEYS, ...further]);
  const { query, candidates, rankWindowSize, topN, minScore, deadlineMs } = request;
  const { maxPassageTokens, longPassages, cacheScope } = request;
  requireText('query', query);
  if (query.trim() === '') throw new InvalidRequestError('query', 'must not be blank');
  if (cacheScope !== undefined) requireText('cacheScope', cacheScope);
  if (!Array.isArray(candidates)) {
    throw new InvalidRequestError('candidates', 'must be an array');
  }
  for (const [index, candidate] of candidates.entries()) validateCandidate(candidate, index);
  bestChunksOf(longPassages);
  const counts = { rankWindowSize, topN, maxPassageTokens };
  for (const [argument, value] of Object.entries(counts)) {
    if (value !== undefined) requirePositiveInteger(argument, value);
  }
  if (minScore !== undefined) requireLevel('minScore', minScore);
  requireEarlyStop('', request);
  if (deadlineMs !== undefined && !(typeof deadlineMs === 'number' && deadlineMs > 0)) {
    throw new InvalidRequestError('deadlineMs', 'must be a positive number');
  }
}

function requireText(argument: string, value: unknown): void {
  if (typeof value !== 'string') throw new InvalidRequestError(argument, 'must be a string');
}

function validateCandidate(candidate: Candidate<unknown>, index: number): void {
  if (typeof candidate !== 'object' || candidate === null) {
    const problem = 'must be an object: pass `{ document, passage }`';
    throw new InvalidRequestError(`candidates[${index}]`, problem);
  }
  if (!('document' in candidate)) {
    const problem = 'is needed: it is what the results give back';
    throw new InvalidRequestError(`candidates[${index}].document`, problem);
  }
  const { passage, retrieverScore } = candidate;
  const texts: readonly unknown[] = Array.isArray(passage) ? passage : [passage ?? ''];
  if (texts.some((text) => typeof text !== 'string') || passage === undefined) {
    const problem = 'must be a string, an array of strings or null';
    throw new InvalidRequestError(`candidates[${index}].passage`, problem);
  }
  if (Number.isNaN(retrieverScore)) {
    throw new InvalidRequestError(`candidates[${index}].retrieverScore`, 'must not be NaN');
  }
}
