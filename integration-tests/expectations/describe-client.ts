import type { EngineName } from '@lb-rerank/proxy';
import { askClient, type ClientStep } from '@lb-rerank/test-engines/proxy-clients';
import { beforeAll, describe, expect, test } from 'vitest';
import { clientsBeside, RANK_WINDOW_SIZE } from '../data/clients-beside.ts';
import { scifactDocuments } from '../data/scifact-documents.ts';
import { BY_LENGTH, serveProxyWith } from '../data/serve-proxy-beside.ts';

/** The text that clients search. */
export const QUERY = 'cells of patients with cancer';
const OTHER = 'bone growth in mice';
const DOCUMENTS = 40;

/** A search as a client in TypeScript asks it, which a step of another client is to equal. */
export interface SameSearch {
  readonly body?: object;
  /** Of the URL. */
  readonly params?: object;
  /** The client that is asked: that of the engine, or the one with `withReranking` around it. */
  readonly by: 'bare' | 'wrapped';
  /** Whether the step gives all that is found, in any order. */
  readonly isWhole?: boolean;
}

const query = { match: { text: QUERY } };
const whole = { body: { query, size: 1000 }, by: 'bare', isWhole: true } as const;

const OUTCOMES = { bare: 'skipped', wrapped: 'reranked' };

/** The searches of the clients of engines, by the steps in which they ask them. */
export const SEARCHES = {
  search: { body: { query }, by: 'wrapped' },
  page: { body: { query, from: 3, size: 4 }, by: 'wrapped' },
  'in the URL': { params: { q: QUERY, df: 'text' }, by: 'wrapped' },
  off: { body: { query }, by: 'bare' },
  'msearch 1': { body: { query }, by: 'wrapped' },
  'msearch 2': { body: { query: { match: { text: OTHER } }, size: 3 }, by: 'wrapped' },
  scroll: whole,
  PIT: whole,
} as const satisfies Record<string, SameSearch>;

type Command = readonly [string, ...string[]];

export interface ClientUnderTest {
  readonly engine: EngineName;
  /** The engine's address. */
  readonly node: string;
  /** Gives the program, and what is before it on its command line. */
  readonly command: () => Promise<Command> | Command;
  readonly searches: Readonly<Record<string, SameSearch>>;
  /** The field that holds a document's text. @default 'text' */
  readonly passage?: string;
  readonly isCompressed?: boolean;
  readonly marks?: boolean;
}

/** Declares the tests of an unchanged client through a proxy: what it indexes is there, and each search gives what it gives in TypeScript. */
export function describeClient(name: string, client: ClientUnderTest): void {
  const { engine, node, command, searches, passage = 'text', isCompressed = false } = client;
  describe(`the client ${name}`, () => {
    const index = `proxied-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${process.pid}`;
    const beside = clientsBeside(engine, { node, index, passage });
    let steps: Readonly<Record<string, ClientStep>>;

    beforeAll(async () => {
      const found = await scifactDocuments(DOCUMENTS);
      const documents = found.map(({ id, text }) => ({ id, text }));
      const rules = [{ index, passage, rankWindowSize: RANK_WINDOW_SIZE }];
      const { marks = true } = client;
      await using proxy = await serveProxyWith(BY_LENGTH, { engine, upstream: node, rules, marks });
      const { url } = proxy;
      steps = await askClient(await command(), {
        url,
        index,
        query: QUERY,
        other: OTHER,
        documents,
        isCompressed,
      });
      return () => beside.clear();
    });

    test('indexes all documents', () => {
      const counts = Object.values(steps).map(({ count = 0 }) => count);
      expect(counts.reduce((sum, count) => sum + count)).toBe(DOCUMENTS);
    });

    test.each(Object.entries(searches))('%s', async (step, { body = {}, params, by, isWhole }) => {
      const expected = await beside[by](body, params);
      expect(expected.length).toBeGreaterThan(2);
      const { hits, outcome = OUTCOMES[by] } = steps[step]!;
      const told = isWhole === true ? sortedIds : inOrder;
      expect(told(hits)).toEqual(told(expected));
      // A client that shows no headers leaves it out.
      expect(outcome).toBe(OUTCOMES[by]);
    });

    test('asks nothing else', () => {
      const asking = Object.keys(steps).filter((step) => steps[step]!.hits !== undefined);
      expect(asking.toSorted()).toEqual(Object.keys(searches).toSorted());
    });
  });
}

const inOrder = (hits: ClientStep['hits']) => hits;

function sortedIds(hits: ClientStep['hits'] = []): string[] {
  return hits.map(([id]) => id).toSorted();
}
