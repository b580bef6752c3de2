import { InvalidRequestError } from '@lb-rerank/core';
import type { PayloadSelection } from './selected-payload.ts';

/**
 * Reads the `with_payload` of a request; nothing and null are `false`.
 *
 * @throws InvalidRequestError for what is no selection of Qdrant's.
 */
export function requirePayloadSelection(asked: unknown): boolean | PayloadSelection {
  const selection = asked ?? false;
  if (typeof selection === 'boolean') return selection;
  if (areKeys(selection)) return selection;
  const members = Object.entries(selection).filter(([, member]) => member !== undefined);
  const [name, keys] = members[0] ?? [];
  if (members.length === 1 && (name === 'include' || name === 'exclude') && areKeys(keys)) {
    return selection as PayloadSelection;
  }
  throw new InvalidRequestError(
    'with_payload',
    'must be a boolean, a list of keys, `{ include }` or `{ exclude }`',
  );
}

function areKeys(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((key) => typeof key === 'string');
}
