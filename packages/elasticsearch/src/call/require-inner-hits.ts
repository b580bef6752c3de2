import type { estypes } from '@elastic/elasticsearch';
import { InvalidRequestError } from '@lb-rerank/core';
import { isWith, type PassageSelector } from '../passage/passage-selector.ts';

/** Refuses a request that does not ask for its selector's inner hits: no hit would have a passage. @throws InvalidRequestError. */
export function requireInnerHits<TDocument>(
  request: estypes.SearchRequest,
  passage: PassageSelector<TDocument>,
): void {
  if (!isWith('innerHits', passage)) return;
  const { innerHits: name } = passage;
  if (!namesOfInnerHits(request).includes(name)) {
    const problem = `reads the inner hits "${name}", which the request does not ask for`;
    throw new InvalidRequestError('passage', problem);
  }
}

/** Lists the names of inner hits; a missing one is the path of the nested objects, which `knn` leaves to its field, or the type of the children. */
function namesOfInnerHits(clause: unknown): unknown[] {
  if (Array.isArray(clause)) return clause.flatMap(namesOfInnerHits);
  if (typeof clause !== 'object' || clause === null) return [];
  const { inner_hits: innerHits, path, type, field, ...others } = clause as Record<string, unknown>;
  const own = [innerHits ?? []].flat() as { name?: string }[];
  const names = own.flatMap((hits) => hits.name ?? path ?? type ?? pathsAround(field));
  return [...names, ...Object.values(others).flatMap(namesOfInnerHits)];
}

/** Lists the paths of all objects that a field may stand in. */
function pathsAround(field: unknown): string[] {
  const keys = String(field).split('.');
  return keys.slice(1).map((_, n) => keys.slice(0, n + 1).join('.'));
}
