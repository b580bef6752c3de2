import { InvalidRequestError } from '@lb-rerank/core';
import type { BestChunks } from '@lb-rerank/core/adapter';
import type { ApiKey } from '../settings/api-key.ts';
import { DOCUMENT_FORMATS, type DocumentFormat } from '../settings/document-format.ts';
import type { CompleteGatewaySettings } from '../settings/gateway-settings.ts';
import { ON_FAILURE, type OnFailure } from '../settings/on-failure.ts';

/** The options that a caller sets in headers, since most clients add nothing to the body. */
export interface CallOptions {
  readonly deadlineMs: number;
  readonly onFailure: OnFailure;
  readonly documentFormat: DocumentFormat;
  readonly withDetails: boolean;
  /** The chunks of long documents to read; undefined leaves that to the reranker. */
  readonly longPassages: BestChunks | undefined;
}

/**
 * Reads `x-rerank-deadline-ms`, `x-rerank-on-failure`, `x-rerank-document-format`, `x-rerank-details`, `x-rerank-best-chunks` and
 * `x-rerank-chunk-tokens`.
 *
 * @throws InvalidRequestError naming the header that cannot be used.
 */
export function callOptions(
  header: (name: string) => string | undefined,
  settings: CompleteGatewaySettings,
  key: ApiKey | undefined,
): CallOptions {
  return {
    deadlineMs: deadlineOf(header('x-rerank-deadline-ms'), settings),
    onFailure:
      oneOf('x-rerank-on-failure', header('x-rerank-on-failure'), ON_FAILURE) ??
      key?.onFailure ??
      settings.onFailure,
    documentFormat:
      oneOf('x-rerank-document-format', header('x-rerank-document-format'), DOCUMENT_FORMATS) ??
      settings.documentFormat,
    withDetails:
      oneOf('x-rerank-details', header('x-rerank-details'), ['true', 'false']) === 'true',
    longPassages: bestChunksOf(header('x-rerank-best-chunks'), header('x-rerank-chunk-tokens')),
  };
}

function bestChunksOf(
  count: string | undefined,
  tokens: string | undefined,
): BestChunks | undefined {
  const maxTokens = tokens === undefined ? undefined : wholeOf('x-rerank-chunk-tokens', tokens, 16);
  if (count !== undefined)
    return { bestChunks: wholeOf('x-rerank-best-chunks', count, 1), maxTokens };
  if (maxTokens === undefined) return undefined;
  throw new InvalidRequestError('x-rerank-chunk-tokens', 'goes with x-rerank-best-chunks');
}

function wholeOf(name: string, value: string, least: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number >= least) return number;
  throw new InvalidRequestError(name, `must be a whole number of ${least} or more`);
}

function deadlineOf(
  value: string | undefined,
  { deadlineMs, maxDeadlineMs }: CompleteGatewaySettings,
): number {
  if (value === undefined) return deadlineMs;
  const asked = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (asked < 1 || asked > maxDeadlineMs) {
    const problem = `must be a whole number of milliseconds from 1 to ${maxDeadlineMs}`;
    throw new InvalidRequestError('x-rerank-deadline-ms', problem);
  }
  return asked;
}

function oneOf<Value extends string>(
  name: string,
  value: string | undefined,
  values: readonly Value[],
): Value | undefined {
  if (value === undefined) return undefined;
  const found = values.find((allowed) => allowed === value);
  if (found === undefined) throw new InvalidRequestError(name, `must be ${values.join(' or ')}`);
  return found;
}
