import { expect } from 'vitest';

type Hit = Readonly<Record<string, unknown>>;

/** An engine's answer to one search, of which a `filter_path` may leave out anything. */
export interface Answer {
  readonly hits?: { readonly hits?: readonly Hit[]; readonly max_score?: unknown };
  readonly _shards?: { readonly failed?: number };
  readonly rerank?: {
    readonly outcome: string;
    readonly reason?: string;
    readonly rank_window_size?: number;
  };
}

/** A page of the bare order, and how far the order may be changed around it. */
export interface PageInReach {
  /** The bare order from its beginning, as far as it is reranked or shown. */
  readonly reach: Answer | undefined;
  /** Whether the engine refuses so much, or shards fail over it. */
  readonly isRefused: boolean;
  /** Whether shards fail over the page itself. */
  readonly isShort: boolean;
  /** Whether the page shows all hits there are. */
  readonly isWhole: boolean;
}

/**
 * Expects what a wrapped client promises: the documents of the bare client's answer, each with its own bytes, in whatever order, and
 * all else as it was; or the answer as it was, and why.
 *
 * @param find finds out what the page may show, if it is reranked
 * @returns the outcome of the reranking; 'none' where the answer says nothing of it, 'failed' for an engine's error
 */
export async function expectSameDocuments(
  bare: Answer,
  wrapped: Answer,
  find: () => Promise<PageInReach>,
): Promise<string> {
  const { rerank, ...answer } = wrapped;
  expect(withoutHits(answer), 'all but hits').toEqual(withoutHits(bare));
  if ('error' in bare) return 'failed';
  const [before, after] = [hitsOf(bare), hitsOf(answer)];
  if (rerank?.outcome === 'reranked' || rerank?.outcome === 'partial') {
    expectSamePage(before.map(bytesOf), after.map(bytesOf), await find());
    const scores = after.map(({ _score }) => _score ?? 0);
    expect(scores, 'scores').toEqual(scores.toSorted((a, b) => Number(b) - Number(a)));
    return rerank.outcome;
  }
  expect(after.map(unmarked), 'hits in their own order').toEqual(before);
  expect(answer.hits?.max_score, 'max_score').toEqual(bare.hits?.max_score);
  if (rerank === undefined) return 'none';
  expect(['skipped', 'unscored', 'fallback']).toContain(rerank.outcome);
  if (rerank.outcome !== 'fallback') expect(rerank.reason, 'reason').toMatch(/\w/);
  return rerank.outcome;
}

function expectSamePage(
  before: readonly string[],
  after: readonly string[],
  { reach = {}, isRefused, isShort, isWhole }: PageInReach,
): void {
  // Where shards fail over a page, they may fail over fewer hits of the reranked one.
  if (isShort) expect(after.length, 'number of hits').toBeGreaterThanOrEqual(before.length);
  else expect(after, 'number of hits').toHaveLength(before.length);
  if ((isWhole || isRefused) && !isShort) {
    expect(after.toSorted(), 'hits of the page').toEqual(before.toSorted());
    return;
  }
  const left = hitsOf(reach).map(bytesOf);
  if (isShort) left.push(...before);
  for (const hit of after) {
    expect(left, 'hits in reach').toContain(hit);
    left.splice(left.indexOf(hit), 1);
  }
}

function withoutHits({ hits, took: _took, ...whole }: Answer & { took?: number }): unknown {
  const rest = withoutAddresses(whole);
  if (hits === undefined) return rest;
  const { hits: list, max_score: _maxScore, ...others } = hits;
  // OpenSearch 2 leaves an empty list out where a `filter_path` leads into it.
  return { ...rest, hits: { ...others, hasHits: (list ?? []).length > 0 } };
}

/** Leaves out of an engine's failures where its objects lie in memory, which some messages tell. */
export function withoutAddresses(answer: object): object {
  return JSON.parse(JSON.stringify(answer).replaceAll(/@[\da-f]{6,8}\b/g, '')) as object;
}

function hitsOf({ hits }: Answer): readonly Hit[] {
  return hits?.hits ?? [];
}

function unmarked({ _rerank, ...hit }: Hit): Hit {
  return hit;
}

/** Gives all of a hit that its place does not change; the engine puts the keys of a filtered `_source` into orders of its own. */
function bytesOf({ _rerank, _score, ...hit }: Hit): string {
  return JSON.stringify(hit, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
