import {
  type AskedClient,
  askAsRandomCall,
  type AskOptions,
} from '../requests/ask-as-random-call.ts';
import type { RandomCall, RandomSearch } from '../requests/random-searches.ts';
import type { Answer, PageInReach } from './expect-same-documents.ts';

/** Finds out what of the bare order the page of a search may show, and what the engine could not do for it. */
export async function findReach(
  client: AskedClient,
  search: RandomSearch,
  call: RandomCall,
  options: AskOptions,
): Promise<PageInReach> {
  const { from: _from, size: _size, filter_path: filterPath, ...outside } = search.outside;
  const { from: _start, size: _count, ...querystring } = call.querystring ?? {};
  const { from, size } = pageOf(search, call);
  const { rankWindowSize = call.options.rankWindowSize } = search.rerank || {};
  const answerTo = async (
    page: { from: number; size: number },
    beside: RandomSearch['outside'] = outside,
  ): Promise<Answer | undefined> => {
    const searches = [{ ...search, ...page, outside: beside }];
    try {
      const [answer] = await askAsRandomCall(client, { ...call, searches, querystring }, options);
      return 'error' in answer! ? undefined : answer;
    } catch {
      return undefined;
    }
  };
  const end = { from: 0, size: Math.max(from + size, rankWindowSize) };
  const [page, all] = [await answerTo({ from, size }), await answerTo(end)];
  const filtered = { ...outside, filter_path: filterPath };
  return {
    reach: filterPath === undefined ? all : await answerTo(end, filtered),
    isRefused: all === undefined || hasFailures(all),
    isShort: page !== undefined && hasFailures(page),
    isWhole: from === 0 && (page?.hits?.hits ?? []).length < size,
  };
}

/** Reads the page of a search: the URL wins, and of that what a call's options add. */
function pageOf(search: RandomSearch, { querystring }: RandomCall): { from: number; size: number } {
  const asked: { from?: unknown; size?: unknown } = {
    ...search,
    ...search.outside,
    ...querystring,
  };
  return { from: Number(asked.from ?? 0), size: Number(asked.size ?? 10) };
}

function hasFailures({ _shards: shards }: Answer): boolean {
  return (shards?.failed ?? 0) > 0;
}
