import { InvalidArgumentError } from 'commander';
import type { NamedLocation } from '../evaluation/evaluation-options.ts';
import { requireAddress } from './require-address.ts';

/** Reads `name=http://127.0.0.1:8000/v1`, once more each time the option is given. */
export function parseSystem(text: string, earlier: readonly NamedLocation[] = []): NamedLocation[] {
  const { name, location } = /^(?<name>[\w.-]+)=(?<location>.+)$/.exec(text)?.groups ?? {};
  if (name === undefined || location === undefined) {
    throw new InvalidArgumentError('It must be name=address or name=file, such as q8=model.gguf.');
  }
  if (earlier.some((system) => system.name === name)) {
    throw new InvalidArgumentError(`There are two systems of the name ${name}.`);
  }
  if (/^https?:/.test(location)) requireAddress(`--system ${name}`, location);
  return [...earlier, { name, location }];
}
