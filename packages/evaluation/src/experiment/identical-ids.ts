import { nounOf } from '@lb-rerank/core/backend';
import type { Qrels } from '../qrels/qrels.ts';
import { isRelevant } from '../metrics/is-relevant.ts';
import type { ExperimentOptions } from './experiment-options.ts';

/** The rule for hits with the id of their query, on one collection. */
export interface IdenticalIds {
  readonly ignoreIdenticalIds: boolean;
  /** Tells how many such hits there were, if any were dropped, or kept unasked. */
  readonly notice: (hits: number) => void;
}

/** Finds the rule for hits with the id of their query: the caller's, or what the judgements show. */
export function identicalIdsOf(options: ExperimentOptions): IdenticalIds {
  const answered = queryAnsweredByItself(options.qrels);
  const ignoreIdenticalIds = options.ignoreIdenticalIds ?? answered === undefined;
  const isKeptUnasked = !ignoreIdenticalIds && options.ignoreIdenticalIds === undefined;
  return {
    ignoreIdenticalIds,
    notice(hits) {
      if (hits === 0) return;
      const { dataSet, onNotice } = options;
      if (ignoreIdenticalIds) {
        const were = nounOf(
          hits,
          'hit was dropped, which has the id of its query',
          'hits were dropped, which have the id of their query',
        );
        onNotice?.(`${dataSet}: ${hits} ${were}`);
      } else if (isKeptUnasked) {
        const are = nounOf(
          hits,
          'hit has the id of its query and is',
          'hits have the id of their query and are',
        );
        onNotice?.(
          `${dataSet}: ${hits} ${are} kept, since query ${answered} is judged to be answered by such a document`,
        );
      }
    },
  };
}

/** Finds a query that is answered by the document of its own id, which shows that ids are just numbers. */
function queryAnsweredByItself(qrels: Qrels): string | undefined {
  return [...qrels].find(([id, judgements]) => isRelevant(judgements.get(id) ?? 0))?.[0];
}
