import { InvalidRequestError } from '@lb-rerank/core';
import type { Evaluation } from '../metrics/evaluation.ts';

/**
 * Subtracts `before` from `after` for each query, in the order of the judgements, as the paired tests take it.
 *
 * @throws InvalidRequestError where the two do not hold the same queries; evaluate both with `queriesWithoutHits: 'counted'`.
 *
 * @example
 * ```ts
 * import { evaluate, pairedDifferences } from '@lb-rerank/evaluation';
 *
 * const qrels = new Map([['query-1', new Map([['apple', 1]])]]);
 * const ofRun = (apple: number) =>
 *   evaluate({ qrels, run: new Map([['query-1', new Map([['pear', 2], ['apple', apple]])]]), metrics: ['mrr'] });
 * console.log(pairedDifferences(ofRun(1), ofRun(3), 'mrr').join()); // 0.5
 * ```
 */
export function pairedDifferences<Name extends string>(
  before: Evaluation<Name>,
  after: Evaluation<Name>,
  metric: Name,
): number[] {
  const differences = [...after.perQuery].map(([queryId, values]) => {
    const former = before.perQuery.get(queryId);
    if (former === undefined) throw unpaired('before', queryId);
    return values[metric] - former[metric];
  });
  const left = [...before.perQuery.keys()].find((queryId) => !after.perQuery.has(queryId));
  if (left !== undefined) throw unpaired('after', left);
  return differences;
}

function unpaired(argument: string, queryId: string): InvalidRequestError {
  return new InvalidRequestError(
    argument,
    `lacks query ${queryId}; count queries without hits in both`,
  );
}
