import { InvalidRequestError } from '@lb-rerank/core';
import { passageOf } from '../collection/passage-of.ts';
import type { DocumentStore } from '../corpus/document-store.ts';
import { rankedIds } from '../metrics/ranked-ids.ts';
import type { Run } from '../metrics/run.ts';
import type { FirstStage, StageOptions } from './first-stage.ts';

/** The run of another system, and the documents that it names. */
export interface RunStageOptions extends Pick<StageOptions, 'name'> {
  readonly run: Run;
  readonly documents: DocumentStore;
}

/**
 * Makes a first stage of a run that was run elsewhere. @throws InvalidRequestError where the run holds a document
 * that the collection does not.
 *
 * @example
 * ```ts
 * import { createDocumentStore, createRunStage, openBeirCollection } from '@lb-rerank/evaluation';
 *
 * const { documents } = await openBeirCollection('scifact');
 * using store = await createDocumentStore(documents());
 * const run = new Map([['query-1', new Map([['19238', 12.5]])]]);
 * const stage = createRunStage({ run, documents: store });
 * const [hit] = await stage.search({ id: 'query-1', text: 'brain' }, { size: 10 });
 * console.log(hit?.score); // 12.5
 * ```
 */
export function createRunStage({ run, documents, name = 'run file' }: RunStageOptions): FirstStage {
  for (const [queryId, scores] of run) {
    const unknown = [...scores.keys()].find((id) => documents.get(id) === undefined);
    if (unknown === undefined) continue;
    const problem = `has the unknown document ${unknown} for query ${queryId}: is it of another collection?`;
    throw new InvalidRequestError(name, problem);
  }
  return {
    name,
    searched: { name: 'the run', ifNothing: 'it holds other queries; measure those that it holds' },
    async search({ id: queryId }, { size }) {
      const scores = run.get(queryId) ?? new Map<string, number>();
      return rankedIds(scores)
        .slice(0, size)
        .map((id) => {
          return { id, score: scores.get(id)!, passage: passageOf(documents.get(id)!) || null };
        });
    },
  };
}
