import { InvalidRequestError } from '@lb-rerank/core';
import type { ApiKey } from '@lb-rerank/gateway';
import { orNearest } from '../settings/nearest-name.ts';

/** Finds the keys of a name, the newest last. @throws InvalidRequestError where there is none. */
export function keysNamed(name: string, known: readonly ApiKey[], keyFile: string): ApiKey[] {
  const found = known.filter((key) => key.name === name);
  if (found.length > 0) return found;
  if (known.length === 0) {
    const problem = `${name} has no key in ${keyFile}, which holds none; \`lb-rerank key add ${name}\` makes one`;
    throw new InvalidRequestError('name', problem);
  }
  const names = [...new Set(known.map((key) => key.name))];
  const near = orNearest(name, names);
  throw new InvalidRequestError('name', `${name} has no key in ${keyFile}${near}`);
}
