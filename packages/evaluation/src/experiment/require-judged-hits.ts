import { InvalidRequestError } from '@lb-rerank/core';
import { shownIds } from '../errors/shown-ids.ts';
import type { Qrels } from '../collection/qrels.ts';
import type { ExperimentOptions } from './experiment-options.ts';

const SHOWN_IDS = 3;

/**
 * Checks that judgements and the first stage speak of the same documents, before any model is asked: looks for hits until one of
 * them was judged, mostly with the first query.
 *
 * @throws InvalidRequestError showing ids of both sides, where no query finds a judged document: each figure would be 0.
 */
export async function requireJudgedHits(
  qrels: Qrels,
  { firstStage, queries, signal }: Pick<ExperimentOptions, 'firstStage' | 'queries' | 'signal'>,
  size: number,
): Promise<void> {
  const judged = new Set([...qrels.values()].flatMap((judgements) => [...judgements.keys()]));
  const found = new Set<string>();
  for (const id of qrels.keys()) {
    const hits = await firstStage.search({ id, text: queries.get(id)! }, { size, signal });
    if (hits.some((hit) => judged.has(hit.id))) return;
    for (const hit of hits.slice(0, SHOWN_IDS)) found.add(hit.id);
  }
  const asked = `the ${qrels.size} judged queries`;
  const problem =
    found.size === 0
      ? `finds nothing for any of ${asked}: is it empty, or are its texts in other fields?`
      : `finds none of the ${judged.size} judged documents for ${asked}: ids look like ${shownIds(found)} there and like ` +
        `${shownIds(judged)} in the judgements`;
  throw new InvalidRequestError(firstStage.name, problem);
}
