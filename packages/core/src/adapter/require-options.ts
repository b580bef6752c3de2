import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import {
  RERANK_DEFAULTS,
  type RerankDefaults,
  rerankDefaultsOf,
} from '../rerank/rerank-defaults.ts';
import { validateRerankRequest } from '../rerank/validate-rerank-request.ts';
import type { AdapterOptions } from './adapter-options.ts';
import {
  FIELDS_OR_FUNCTION,
  type PassageForms,
  requirePassage,
} from './passage/require-passage.ts';
import { requireKnownKeys } from '../arguments/require-known-keys.ts';
import { requireReranker } from '../arguments/require-reranker.ts';

const OF_ALL_ADAPTERS = [
  ...Object.keys({
    reranker: true,
    passage: true,
    whenNotRerankable: true,
  } satisfies Record<Exclude<keyof AdapterOptions<unknown>, keyof RerankDefaults>, true>),
  ...RERANK_DEFAULTS,
];

/**
 * Checks an adapter's options where a client is wrapped, so that a mistake shows there and not at the first search.
 *
 * @param further the names of the options that this adapter has beside those of all
 * @param forms those that this adapter's passage selector may have
 * @throws InvalidRequestError for no reranker, no passage, one in another form, a number out of its range or an unknown option,
 *   with the way out.
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
export function requireOptions(
  options: unknown,
  {
    further = [],
    forms = FIELDS_OR_FUNCTION,
  }: { further?: readonly string[]; forms?: PassageForms } = {},
): void {
  if (typeof options !== 'object' || options === null) {
    throw new InvalidRequestError('options', 'are needed: pass `{ reranker, passage }`');
  }
  if (typeof (options as { rerank?: unknown }).rerank === 'function') {
    throw new InvalidRequestError('options', 'is a reranker: pass `{ reranker, passage }`');
  }
  requireKnownKeys('', options, [...OF_ALL_ADAPTERS, ...further]);
  const { reranker, passage, whenNotRerankable, ...defaults } = options as Partial<
    AdapterOptions<unknown>
  >;
  requireReranker('reranker', reranker);
  requirePassage(passage, 'passage', forms);
  if (whenNotRerankable !== undefined && !['skip', 'refuse'].includes(whenNotRerankable)) {
    throw new InvalidRequestError('whenNotRerankable', "must be 'skip' or 'refuse'");
  }
  validateRerankRequest({ ...rerankDefaultsOf(defaults), query: 'any', candidates: [] });
}
