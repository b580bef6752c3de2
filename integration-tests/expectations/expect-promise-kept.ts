import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/elasticsearch';
import { expect } from 'vitest';
import type { Orchard } from '../data/index-orchard.ts';
import { type AskedClient, askAsRandomCall, type Place } from '../requests/ask-as-random-call.ts';
import type { RandomCall, RandomSearch } from '../requests/random-searches.ts';
import { expectOwnTexts, expectScored } from './expect-own-texts.ts';
import { type Answer, expectSameDocuments, withoutAddresses } from './expect-same-documents.ts';
import { findReach } from './find-reach.ts';

/** A bare client of an engine that holds an orchard. */
export interface BareClient extends Pick<Orchard, 'indices' | 'fruits'> {
  readonly client: AskedClient;
  readonly place: Place;
}

/**
 * Expects that a wrapped client answers a call as the bare one does, or says why it does not rerank, and that the model reads
 * the documents' own texts.
 *
 * @returns what became of each search; nothing where the bare client refuses the call
 */
export async function expectPromiseKept(
  call: RandomCall,
  { client, place, indices, fruits }: BareClient,
): Promise<readonly string[]> {
  const scorer = fakeScorer((passage) => {
    if (call.isFailing) throw new Error('no model');
    return 1 + (passage.length % 7) * 0.9;
  });
  const reranker = createReranker({ scorer, resilience: { retries: 0 } });
  const reranking = withReranking(client as never, { ...call.options, reranker }) as AskedClient;
  const ask = (asked: AskedClient, isWrapped: boolean) =>
    askAsRandomCall(asked, call, { place, indices, isWrapped }).then(
      (answers) => ({ answers: answers as readonly Answer[], error: undefined }),
      (error: unknown) => ({ answers: undefined, error: error as Error }),
    );

  const [bare, wrapped] = [await ask(client, false), await ask(reranking, true)];
  if (bare.answers === undefined) {
    expectSameError(bare.error, wrapped.error);
    return [];
  }
  if (wrapped.answers === undefined) {
    expectRefusal(call, wrapped.error);
    return ['refused'];
  }
  expectOwnTexts(
    scorer.requests.flatMap(({ passages }) => passages),
    { fruits },
  );
  expect(wrapped.answers).toHaveLength(bare.answers.length);
  const outcomes: string[] = [];
  for (const [n, search] of call.searches.entries()) {
    const [before, after] = [bare.answers[n]!, wrapped.answers[n]!];
    const find = () => findReach(client, search, call, { place, indices, isWrapped: false });
    const outcome = await expectSameDocuments(before, after, find);
    outcomes.push(outcome);
    if (outcome === 'failed') continue;
    expect(outcome === 'none', `left alone, which is told as ${outcome}`).toBe(
      search.rerank === false,
    );
    if (isSurelyReranked(search, call)) expect(outcome, 'outcome').not.toBe('skipped');
    if (bringsTexts(search, call) && outcome !== 'fallback' && outcome !== 'partial') {
      const { passage = call.options.passage } = search.rerank || {};
      expectScored(after, passage, { fruits });
    }
  }
  return outcomes;
}

/** Expects the engine's error, if any: what the engine refuses as a page, it may answer as part of more. */
function expectSameError({ name, message }: Error, error: Error | undefined): void {
  if (name !== 'ResponseError' || error === undefined || 'code' in error) return;
  expect(withoutAddresses([error.message])).toEqual(withoutAddresses([message]));
}

/** Expects a refusal of a call that asks for reranking, and cannot be reranked. */
function expectRefusal(call: RandomCall, error: Error): void {
  expect(error).toMatchObject({ code: 'invalid_request' });
  const isAsked = call.searches.some(({ rerank }) => typeof rerank === 'object');
  expect(isAsked, `asked for: ${error.message}`).toBe(true);
  const isSure = call.searches.every((search) => isSurelyReranked(search, call));
  expect(isSure, `could be reranked: ${error.message}`).toBe(false);
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

/** Tells whether the texts of a search's hits can be had. */
function bringsTexts({ indices, extras }: RandomSearch, { querystring }: RandomCall): boolean {
  return (
    !indices.includes('sourceless') &&
    extras['stored_fields'] !== '_none_' &&
    querystring === undefined
  );
}
