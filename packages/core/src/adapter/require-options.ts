import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { AdapterOptions } from './adapter-options.ts';
import { requireKnownKeys } from '../arguments/require-known-keys.ts';

const OF_ALL_ADAPTERS = Object.keys({
  reranker: true,
  passage: true,
  rankWindowSize: true,
  minScore: true,
  deadlineMs: true,
} satisfies Record<keyof AdapterOptions<unknown>, true>);

/**
 * Checks an adapter's options where a client is wrapped, so that a mistake shows there and not at the first search.
 *
 * @param further the names of the options that this adapter has beside those of all
 * @throws InvalidRequestError for no reranker, no passage or an unknown option, with the way out.
 *
 * @example
 * ```ts
 * import { requireOptions } from '@lb-rerank/core/adapter';
 *
 * try {
 *   requireOptions({ passage: 'body' });
 * } catch (error) {
 *   console.log((error as { argument: string }).argument); // reranker
 * }
 * ```
 */
export function requireOptions(options: unknown, further: readonly string[] = []): void {
  if (typeof options !== 'object' || options === null) {
    throw new InvalidRequestError('options', 'are needed: pass `{ reranker, passage }`');
  }
  requireKnownKeys('', options, [...OF_ALL_ADAPTERS, ...further]);
  const { reranker, passage } = options as Partial<AdapterOptions<unknown>>;
  if (typeof reranker?.rerank !== 'function') {
    throw new InvalidRequestError(
      'reranker',
      'is needed: pass `reranker: createReranker({ scorer })`, from @lb-rerank/core',
    );
  }
  if (!isSelector(passage)) {
    throw new InvalidRequestError(
      'passage',
      "is needed: say where a hit's text stands, as in `passage: 'body'`",
    );
  }
}

function isSelector(passage: unknown): boolean {
  if (Array.isArray(passage)) return passage.length > 0;
  return (passage !== null && ['object', 'function'].includes(typeof passage)) || isName(passage);
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
