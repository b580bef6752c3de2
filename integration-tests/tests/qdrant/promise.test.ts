import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { withReranking } from '@lb-rerank/qdrant';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { QdrantClient, type Schemas } from '@qdrant/js-client-rest';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  FaultyQdrantClient,
  type QdrantFault,
  qdrantFaults,
} from '../../data/faulty-qdrant-client.ts';
import {
  expectAsManyGroups,
  expectSamePage,
  type QdrantAnswer,
  type QdrantGroups,
} from '../../expectations/expect-qdrant-promise.ts';
import {
  expectSameOutcome,
  type Outcome,
  type QdrantFailure,
} from '../../expectations/expect-same-outcome.ts';
import { GRAMMAR_POINTS, qdrantRequests, rerankOfCalls } from '../../requests/qdrant-grammar.ts';

const CASES = 500;
const SEED = Number(process.env['LB_RERANK_TEST_SEED'] ?? 15);

type Query = Schemas['QueryRequest'];
describeWith('what a wrapped client answers, bare beside wrapped', ['qdrant'], ({ qdrant }) => {
  const sound = new QdrantClient({ url: qdrant });
  const faulty = new FaultyQdrantClient({ url: qdrant, checkCompatibility: false });
  const collection = `promise-${process.pid}`;
  const reranker = createReranker({ scorer: fakeScorer((passage) => 1 + (passage.length % 6)) });

  beforeAll(async () => {
    await sound.createCollection(collection, {
      vectors: { plain: { size: 2, distance: 'Dot' }, other: { size: 2, distance: 'Euclid' } },
    });
    await sound.createPayloadIndex(collection, {
      field_name: 'shelf',
      field_schema: 'integer',
      wait: true,
    });
    // Few different vectors, so that ties reach over the end of the rank window.
    const points = Array.from({ length: GRAMMAR_POINTS }, (_, n) => {
      const text = `apple ${'pie '.repeat(n % 7)}`;
      return {
        id: n,
        vector: { plain: [1, n % 25], other: [n % 30, 1] },
        payload: { shelf: n % 3, ...(n % 9 > 0 && { text, 'page content': text, '@note': text }) },
      };
    });
    await sound.upsert(collection, { wait: true, points });
  });
  afterAll(() => sound.deleteCollection(collection));

  const outcomeOf = async <T>(
    fault: QdrantFault,
    ask: () => Promise<unknown>,
  ): Promise<Outcome<T>> => {
    faulty.failBy(fault);
    try {
      return { answer: (await ask()) as T };
    } catch (error) {
      return { error: error as QdrantFailure };
    }
  };
  const findAll = async (request: Query) => {
    const all = { ...request, offset: 0, limit: 10 * GRAMMAR_POINTS };
    return (await sound.query(collection, all)).points;
  };

  const search = fc.record({ request: qdrantRequests, rerank: rerankOfCalls });
  const passage = fc.constantFrom('text', 'page content', '@note', '"page content"');
  const callOf = ({ request, rerank }: { request: object; rerank: unknown }) =>
    ({ ...request, ...(rerank !== undefined && { rerank }) }) as Query;

  test(`is what the bare one answers, or says why not (${CASES} random cases, seed ${SEED})`, async () => {
    const outcomes = new Set<string>();
    const cases = fc.record({
      searches: fc.array(search, { minLength: 1, maxLength: 3 }),
      isBatch: fc.boolean(),
      passage,
      fault: qdrantFaults,
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ searches: all, isBatch, passage: key, fault }) => {
        const searches = isBatch ? all : all.slice(0, 1);
        const ask = (client: QdrantClient, requests: Query[]) =>
          isBatch
            ? client.queryBatch(collection, { searches: requests })
            : Promise.all(requests.map((request) => client.query(collection, request)));
        const client = withReranking(faulty, { reranker, passage: key });
        const bare = await outcomeOf<QdrantAnswer[]>(fault, () =>
          ask(
            faulty,
            searches.map(({ request }) => request),
          ),
        );
        const wrapped = await outcomeOf<QdrantAnswer[]>(fault, () =>
          ask(client, searches.map(callOf)),
        );
        const reranks = searches.map(({ rerank }) => rerank);
        if (wrapped.error) outcomes.add('refused');
        await expectSameOutcome({ bare, wrapped }, { reranks, fault }, async (answers) => {
          for (const [n, each] of searches.entries()) {
            const pair = { bare: answers.bare[n]!, wrapped: answers.wrapped[n]! };
            outcomes.add(pair.wrapped.rerank?.outcome ?? 'left alone');
            await expectSamePage(each, pair, { faulty, findAll });
          }
        });
      }),
      { numRuns: CASES, seed: SEED, endOnFailure: true },
    );
    const seen = ['fallback', 'left alone', 'partial', 'refused', 'reranked', 'skipped'];
    expect([...outcomes].toSorted()).toEqual(expect.arrayContaining(seen));
  }, 600_000);

  test(`is so for groups too (${CASES / 2} random cases, seed ${SEED})`, async () => {
    const cases = fc.record({
      search,
      group_size: fc.integer({ min: 1, max: 5 }),
      limit: fc.integer({ min: 1, max: 4 }),
      passage,
      fault: qdrantFaults,
    });
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(cases, async ({ search: one, passage: key, fault, ...sizes }) => {
        const { offset: _, ...query } = one.request;
        const request = { ...query, ...sizes, group_by: 'shelf' };
        const client = withReranking(faulty, { reranker, passage: key });
        const call = callOf({ request, rerank: one.rerank });
        const bare = await outcomeOf<QdrantGroups>(fault, () =>
          faulty.queryGroups(collection, request),
        );
        const wrapped = await outcomeOf<QdrantGroups>(fault, () =>
          client.queryGroups(collection, call as typeof request),
        );
        outcomes.add(wrapped.answer?.rerank?.outcome ?? 'left alone or refused');
        await expectSameOutcome({ bare, wrapped }, { reranks: [one.rerank], fault }, (answers) =>
          expectAsManyGroups({ request, rerank: one.rerank }, answers),
        );
      }),
      { numRuns: CASES / 2, seed: SEED, endOnFailure: true },
    );
    expect([...outcomes]).toEqual(expect.arrayContaining(['partial', 'reranked', 'skipped']));
  }, 600_000);
});
