import { InvalidRequestError } from '@lb-rerank/core';

/** @throws InvalidRequestError where there is no value, or one that is not a finite number. */
export function requireValues(argument: string, values: readonly number[]): void {
  if (values.length === 0) throw new InvalidRequestError(argument, 'must not be empty');
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index !== -1)
    throw new InvalidRequestError(`${argument}[${index}]`, 'must be a finite number');
}
