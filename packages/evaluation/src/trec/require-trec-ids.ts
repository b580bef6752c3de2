import { requireTrecColumn } from './require-trec-column.ts';

/** Refuses ids that a TREC file cannot hold, before a line of it is written. @throws InvalidRequestError where an id has blanks. */
export function requireTrecIds(byQuery: ReadonlyMap<string, ReadonlyMap<string, number>>): void {
  for (const [queryId, byDocument] of byQuery) {
    requireTrecColumn('query id', queryId);
    for (const documentId of byDocument.keys()) requireTrecColumn('document id', documentId);
  }
}
