import { expect } from 'vitest';

type Hit = Readonly<Record<string, unknown>>;

/** An engine's answer to one search, of which a `filter_path` may leave out anything. */
interface Answer {
  readonly hits?: { readonly hits?: readonly Hit[]; readonly max_score?: unknown };
  readonly rerank?: { readonly outcome: string; readonly reason?: string };
}

/** Answers to one search. */
export interface AnswersToSearch {
  readonly bare: Answer;
  readonly wrapped: Answer;
  /** The bare order from its beginning, as far as it is reranked or shown; undefined where the engine refuses so much. */
  readonly whole: Answer | undefined;
  /** Whether the page shows all hits there are. */
  readonly isWhole: boolean;
}

/**
 * Expects what a wrapped client promises: the documents of the bare client's answer, each with its own bytes, in whatever order, and
 * all else as it was; or the answer as it was, and why.
 *
 * @returns the outcome of the reranking
 */
export function expectSameDocuments({ bare, wrapped, whole, isWhole }: AnswersToSearch): string {
  const { rerank, ...answer } = wrapped;
  expect(withoutHits(answer), 'all but hits').toEqual(withoutHits(bare));
  const [before, after] = [hitsOf(bare), hitsOf(answer)];
  if (rerank?.outcome === 'reranked' || rerank?.outcome === 'partial') {
    expect(after, 'number of hits').toHaveLength(before.length);
    if (isWhole || whole === undefined) {
      expect(after.map(bytesOf).toSorted(), 'hits of the page').toEqual(
        before.map(bytesOf).toSorted(),
      );
    } else {
      const reach = new Map<string, number>();
      for (const hit of hitsOf(whole)) count(reach, bytesOf(hit), 1);
      for (const hit of after) {
        count(reach, bytesOf(hit), -1);
        expect(reach.get(bytesOf(hit)), `hit within reach ${bytesOf(hit)}`).toBeGreaterThanOrEqual(
          0,
        );
      }
    }
    const scores = after.map(({ _score }) => _score ?? 0);
    expect(scores, 'scores').toEqual(scores.toSorted((a, b) => Number(b) - Number(a)));
    return rerank.outcome;
  }
  expect(after.map(unmarked), 'hits in their own order').toEqual(before);
  expect(answer.hits?.max_score, 'max_score').toEqual(bare.hits?.max_score);
  if (rerank !== undefined) expect(['skipped', 'unscored']).toContain(rerank.outcome);
  if (rerank !== undefined) expect(rerank.reason, 'reason').toMatch(/\w/);
  return rerank?.outcome ?? 'none';
}

function withoutHits({ hits, took: _took, ...rest }: Answer & { took?: number }): object {
  if (hits === undefined) return rest;
  const { hits: list, max_score: _maxScore, ...others } = hits;
  return { ...rest, hits: { ...others, ...(list !== undefined && { hits: [] }) } };
}

function hitsOf({ hits }: Answer): readonly Hit[] {
  return hits?.hits ?? [];
}

function unmarked({ _rerank, ...hit }: Hit): Hit {
  return hit;
}

/** Gives all of a hit that its place does not change. */
function bytesOf({ _rerank, _score, ...hit }: Hit): string {
  return JSON.stringify(hit);
}

function count(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}
