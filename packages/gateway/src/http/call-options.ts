import { InvalidRequestError } from '@lb-rerank/core';
import type { ApiKey } from '../settings/api-key.ts';
import type { CompleteGatewaySettings } from '../settings/gateway-settings.ts';
import { ON_FAILURE, type OnFailure } from '../settings/on-failure.ts';

/** The options that a caller sets in headers, since most clients add nothing to the body. */
export interface CallOptions {
  readonly deadlineMs: number;
  readonly onFailure: OnFailure;
  readonly withDetails: boolean;
}

/**
 * Reads `x-rerank-deadline-ms`, `x-rerank-on-failure` and `x-rerank-details`.
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
    withDetails:
      oneOf('x-rerank-details', header('x-rerank-details'), ['true', 'false']) === 'true',
  };
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
