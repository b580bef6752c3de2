import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { expect } from 'vitest';
import { type AskedClient, askAsRandomCall, type Place } from '../requests/ask-as-random-call.ts';
import type { RandomCall, RandomSearch } from '../requests/random-searches.ts';
import type { Orchard } from '../data/index-orchard.ts';
import { type Answer, expectSameDocuments, withoutAddresses } from './expect-same-documents.ts';

/** A bare client of an engine that holds an orchard. */
export interface BareClient extends Pick<Orchard, 'indices' | 'texts'> {
  readonly client: AskedClient;
  readonly place: Place;
}

type Answers = { readonly answers: readonly object[] } | { readonly error: unknown };

/**
 * Expects that a wrapped client answers a call as the bare one does, or says why it does not rerank, and that the model reads
 * nothing but the documents' own texts.
 *
 * @returns what became of each search; nothing where the bare client refuses the call
 */
export async function expectPromiseKept(
  call: RandomCall,
  { client, place, indices, texts }: BareClient,
): Promise<readonly string[]> {
  const scorer = fakeScorer((passage) => 1 + (passage.length % 7) * 0.9);
  const reranker = createReranker({ scorer, resilience: { retries: 0 } });
  const reranking = withReranking(client as never, { ...call.options, reranker }) as AskedClient;
  const ask = (asked: AskedClient, how: RandomCall): Promise<Answers> =>
    askAsRandomCall(asked, how, { place, indices, isWrapped: asked === reranking }).then(
      (answers) => ({ answers }),
      (error: unknown) => ({ error }),
    );

  const [bare, wrapped] = [await ask(client, call), await ask(reranking, call)];
  if ('error' in bare) {
    // A text takes no further keys from the bare client, but may from the wrapped one.
    const { name, message } = bare.error as Error;
    if (name !== 'ResponseError') return [];
    expect(wrapped, 'an error, as the bare client gives').toHaveProperty('error');
    const { error } = wrapped as { error: Error };
    if (!('code' in error))
      expect(withoutAddresses([error.message])).toEqual(withoutAddresses([message]));
    return [];
  }
  if ('error' in wrapped) {
    expect(wrapped.error).toMatchObject({ code: 'invalid_request' });
    const asks = call.searches.some(({ rerank }) => typeof rerank === 'object');
    const isSure = call.searches.every((search) => isSurelyReranked(search, call));
    expect({ asks, isSure, error: wrapped.error }).toMatchObject({ asks: true, isSure: false });
    return ['refused'];
  }
  for (const passage of scorer.requests.flatMap(({ passages }) => passages)) {
    for (const line of passage.split('\n')) {
      expect(isPartOf(texts, line), `a text of the documents: ${line}`).toBe(true);
    }
  }
  expect(wrapped.answers).toHaveLength(bare.answers.length);
  const outcomes = call.searches.map(async (search, n) => {
    const [before, after] = [bare.answers[n]!, wrapped.answers[n]!];
    if ('error' in before) {
      expect(withoutAddresses(after), 'an error, as in the bare answer').toEqual(
        withoutAddresses(before),
      );
      return 'failed';
    }
    const outcome = expectSameDocuments({
      bare: before,
      wrapped: after,
      ...(await reachOf(search)),
    });
    expect(outcome === 'none', `left alone, which is told as ${outcome}`).toBe(
      search.rerank === false,
    );
    if (isSurelyReranked(search, call)) expect(outcome, 'outcome').not.toBe('skipped');
    return outcome;
  });
  return Promise.all(outcomes);

  /** Finds what of the bare order a page may show, and what the engine could not do for it. */
  async function reachOf(search: RandomSearch) {
    const { from: _from, size: _size, filter_path: filterPath, ...outside } = search.outside;
    const { from: _start, size: _count, ...querystring } = call.querystring ?? {};
    const { from, size } = pageOf(search, call);
    const { rankWindowSize = call.options.rankWindowSize } = search.rerank || {};
    const answerTo = async (page: { from: number; size: number }, beside = outside) => {
      const searches = [{ ...search, ...page, outside: beside }];
      const found = await ask(client, { ...call, searches, querystring });
      if ('error' in found || 'error' in found.answers[0]!) return undefined;
      return found.answers[0] as Answer;
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
}

/** Reads the page that a search shows, wherever it is said. */
function pageOf(search: RandomSearch, { querystring }: RandomCall): { from: number; size: number } {
  const asked: Readonly<Record<string, unknown>> = {
    from: 0,
    size: 10,
    ...search,
    ...search.outside,
    ...querystring,
  };
  return { from: Number(asked['from']), size: Number(asked['size']) };
}

function hasFailures({ _shards: shards }: Answer): boolean {
  return (shards?.failed ?? 0) > 0;
}

/** Tells whether nothing in a search stands against its being reranked. */
function isSurelyReranked(search: RandomSearch, { options, querystring }: RandomCall): boolean {
  const { query, passage = options.passage } = search.rerank || {};
  return (
    (search.texts.length === 1 || query !== undefined) &&
    search.extras['sort'] === undefined &&
    search.extras['search_after'] === undefined &&
    ['sort', 'q'].every((name) => search.outside[name] === undefined) &&
    querystring === undefined &&
    !(typeof passage === 'object' && 'innerHits' in passage)
  );
}

function isPartOf(texts: ReadonlySet<string>, line: string): boolean {
  return texts.has(line) || [...texts].some((text) => text.includes(line));
}
