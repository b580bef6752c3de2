import type { estypes } from '@elastic/elasticsearch';
import type { Page } from '../call/page-of.ts';

/** Tells whether an answer lacks hits that it might have had for a smaller request: shards failed, or the time was up. */
export function lacksHits({ _shards: shards, timed_out: isLate }: estypes.SearchResponse): boolean {
  return isLate || (shards?.failures ?? []).length > 0;
}

/** An answer, and the page that it is asked for. */
interface Found {
  readonly response: estypes.SearchResponse;
  readonly page: Page;
}

/**
 * Tells whether an answer to a smaller request is nearer to the one of the caller's own: fewer shards failed over it, or over
 * something else, or the larger one lost hits of the page, or before it.
 */
export function isNearer(smaller: Found, larger: Found): boolean {
  const [few, many] = [smaller.response, larger.response];
  const failed = ({ _shards: shards }: estypes.SearchResponse) => shards?.failed ?? 0;
  if (failed(few) !== failed(many)) return failed(few) < failed(many);
  return (
    (many.timed_out && !few.timed_out) ||
    hitsOfPage(few, smaller.page) !== hitsOfPage(many, larger.page) ||
    failuresOf(few) !== failuresOf(many)
  );
}

/** Tells the hits of a page in the engine's order, some of which shards may have lost. */
function hitsOfPage({ hits }: estypes.SearchResponse, { from, size }: Page): string {
  const page = hits.hits.slice(from, from + size);
  return page.map(({ _index, _id, _score }) => [_index, _id, _score].join(' ')).join('\n');
}

function failuresOf({ _shards: shards }: estypes.SearchResponse): string {
  const failures = (shards?.failures ?? []).map(({ index, shard, reason }) =>
    [index, shard, reason.type, reason.reason].join(' '),
  );
  return failures.toSorted().join('\n');
}
