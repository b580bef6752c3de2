import {
  ContextLengthError,
  InvalidRequestError,
  type Ranking,
  type Reranker,
} from '@lb-rerank/core';
import { pMapIterable } from 'p-map';
import { countBlank, hasText } from './blank-passages.ts';
import type { BulkItem, BulkOutcome } from './lines/bulk-item.ts';

/** The reranker, and the limit of its work at once. */
export interface ScoreItemsOptions {
  readonly reranker: Reranker;
  /** Pairs in flight at the most, about. */
  readonly pairsInFlight: number;
  readonly signal: AbortSignal;
}

/** Items that were scored together, and the lines that are written for them. */
export interface ScoredPortion {
  readonly items: readonly BulkItem[];
  readonly lines: readonly string[];
  readonly pairs: number;
  /** Pairs whose passage is blank, and gets no score. */
  readonly blank: number;
  readonly refused: number;
}

/** Pairs that are handled together: enough to fill a few batches of a server, and few enough to lose by a kill. */
const PORTION_PAIRS = 128;

/**
 * Scores items in input order, as many portions at once as the limit allows, and no more are read than are needed for it:
 * memory stays the same for any number of items.
 *
 * @throws what kept the model from answering. A pair that it refuses for good, such as a query longer than its context, is
 * no reason to end.
 */
export function scoreItems(
  items: AsyncIterable<BulkItem>,
  { reranker, pairsInFlight, signal }: ScoreItemsOptions,
): AsyncIterable<ScoredPortion> {
  const concurrency = Math.max(1, Math.floor(pairsInFlight / PORTION_PAIRS));
  return pMapIterable(portionsOf(items), (portion) => scorePortion(portion, reranker, signal), {
    concurrency,
    backpressure: concurrency * 2,
  });
}

async function* portionsOf(
  items: AsyncIterable<BulkItem>,
): AsyncGenerator<BulkItem[], void, undefined> {
  let portion: BulkItem[] = [];
  let pairs = 0;
  for await (const item of items) {
    portion.push(item);
    pairs += item.passages.length;
    if (pairs < PORTION_PAIRS) continue;
    yield portion;
    portion = [];
    pairs = 0;
  }
  if (portion.length > 0) yield portion;
}

async function scorePortion(
  items: BulkItem[],
  reranker: Reranker,
  signal: AbortSignal,
): Promise<ScoredPortion> {
  signal.throwIfAborted();
  // Pairs of one query share the server's prefix cache and one count of the query's tokens.
  const byQuery = Map.groupBy(items, ({ query }) => query);
  const outcomes = new Map<BulkItem, BulkOutcome>();
  await Promise.all(
    [...byQuery].map(async ([query, group]) => {
      const ranking = await rankingOf(query, group, reranker, signal);
      for (const [position, item] of group.entries()) {
        outcomes.set(item, outcomeOf(position, item, ranking));
      }
    }),
  );
  const inOrder = items.map((item) => ({ item, outcome: outcomes.get(item)! }));
  return {
    items,
    lines: inOrder.flatMap(({ item, outcome }) => item.render(outcome)),
    pairs: items.reduce((sum, { passages }) => sum + passages.length, 0),
    blank: items.reduce((sum, { passages }) => sum + countBlank(passages), 0),
    refused: inOrder.filter(({ outcome }) => outcome.refusal !== undefined).length,
  };
}

/** A passage's position twice: that of its item in the group, and its own in the item. */
type Position = readonly [item: number, passage: number];

async function rankingOf(
  query: string,
  group: readonly BulkItem[],
  reranker: Reranker,
  signal: AbortSignal,
): Promise<Ranking<Position>> {
  const candidates = group.flatMap(({ passages }, item) =>
    passages.map((passage, position) => ({ document: [item, position] as const, passage })),
  );
  const ranking = await reranker.rerank<Position>({ query, candidates, signal });
  if (ranking.error !== undefined && !isForGood(ranking.error)) throw ranking.error;
  return ranking;
}

function outcomeOf(position: number, item: BulkItem, ranking: Ranking<Position>): BulkOutcome {
  const results = ranking.results
    .filter(({ document }) => document[0] === position)
    .map((result) => ({ ...result, document: result.document[1] }));
  const isMissing = results.some(
    ({ score, document }) => score === null && hasText(item.passages[document]),
  );
  return { results, refusal: isMissing ? ranking.error?.message : undefined };
}

/** Returns true if asking again for the same text would be of no use. */
function isForGood(error: Error): boolean {
  return error instanceof InvalidRequestError || error instanceof ContextLengthError;
}
