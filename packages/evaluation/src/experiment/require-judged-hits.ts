import { InvalidRequestError } from '@lb-rerank/core';
import { nounOf } from '@lb-rerank/core/backend';
import { shownIds } from '../errors/shown-ids.ts';
import type { Qrels } from '../qrels/qrels.ts';
import type { ExperimentOptions } from './experiment-options.ts';

const SHOWN_IDS = 3;

/**
 * Checks that judgements and the first stage speak of the same documents, and that these have texts, before any model is asked: looks
 * for hits until one of them was judged and one has a text, mostly with the first query.
 *
 * @throws InvalidRequestError naming what is searched and the way out: where no query finds a judged document, with ids of both
 *   sides, as each figure would be 0; where no hit has a text, as no model would read anything.
 */
export async function requireJudgedHits(
  qrels: Qrels,
  { firstStage, queries, signal }: Pick<ExperimentOptions, 'firstStage' | 'queries' | 'signal'>,
  size: number,
): Promise<void> {
  const judged = new Set([...qrels.values()].flatMap((judgements) => [...judgements.keys()]));
  const found = new Set<string>();
  let isJudged = false;
  let hasText = false;
  for (const id of qrels.keys()) {
    const hits = await firstStage.search({ id, text: queries.get(id)! }, { size, signal });
    isJudged ||= hits.some((hit) => judged.has(hit.id));
    hasText ||= hits.some(({ passage }) => passage !== null && passage.trim() !== '');
    if (isJudged && hasText) return;
    for (const hit of hits.slice(0, SHOWN_IDS)) found.add(hit.id);
  }
  throw new InvalidRequestError(
    firstStage.name,
    problemOf({ firstStage, queries: qrels.size, judged, found, isJudged }),
  );
}

/** The outcome of all searches. */
interface Findings extends Pick<ExperimentOptions, 'firstStage'> {
  readonly queries: number;
  /** Ids of the judged documents. */
  readonly judged: ReadonlySet<string>;
  /** Ids of some hits. */
  readonly found: ReadonlySet<string>;
  /** Whether a hit was judged. */
  readonly isJudged: boolean;
}

function problemOf({ firstStage, queries, judged, found, isJudged }: Findings): string {
  const { name, ifNothing = 'is it empty?', ifNoText, ifOtherIds } = firstStage.searched ?? {};
  const place = name === undefined ? '' : ` in ${name}`;
  const asked = `the ${queries} judged ${nounOf(queries, 'query', 'queries')}${place}`;
  if (found.size === 0) return `finds nothing for any of ${asked}: ${ifNothing}`;
  if (isJudged) return `finds no text for ${asked}${behind(ifNoText)}`;
  const documents = `${judged.size} judged ${nounOf(judged.size, 'document')}`;
  const ids = `ids look like ${shownIds(found)} there and like ${shownIds(judged)} in the judgements`;
  return `finds none of the ${documents} for ${asked}: ${ids}${behind(ifOtherIds)}`;
}

function behind(wayOut: string | undefined): string {
  return wayOut === undefined ? '' : `; ${wayOut}`;
}
