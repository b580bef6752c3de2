import { BackendResponseError, createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createGateway } from '../create-gateway.ts';
import { DIALECTS } from '../dialects/registry/dialects.ts';
import type { Dialect } from '../dialects/shared/dialect.ts';

const SECRET = 'Geheimnis';
const query = `${SECRET} of the query`;
const documents = [`${SECRET} of a document`, { text: SECRET, [SECRET]: SECRET }];

/** The fields that each dialect needs, where they are others than `query` and `documents`. */
const NEEDED: Readonly<Record<string, object>> = {
  tei: { query, texts: [SECRET] },
  mixedbread: { query, input: documents },
  nvidia: { query: { text: query }, passages: [{ text: SECRET }] },
  'vllm-score': { text_1: query, text_2: documents },
  'dashscope-native': { input: { query, documents }, parameters: {} },
};
const neededOf = ({ name }: Dialect) => NEEDED[name] ?? { query, documents };

/** Values that may stand in any field: right for some, wrong for most. */
const VALUES: readonly unknown[] = [
  SECRET,
  `${SECRET}.${SECRET}`,
  '',
  [],
  [SECRET, SECRET],
  Array(101).fill(SECRET),
  [SECRET.repeat(50)],
  [{ [SECRET]: SECRET }],
  [{ content: [{ type: SECRET, text: SECRET }] }],
  [[SECRET]],
  [1, SECRET],
  { [SECRET]: SECRET },
  { text: SECRET, content: [{ type: SECRET, [SECRET]: 1 }] },
  { query, documents: [SECRET, 1], rank_fields: [SECRET], [SECRET]: 1 },
  { rank_fields: [SECRET] },
];

/** Ways in which the model fails. */
const MODELS: Readonly<Record<string, () => number>> = {
  'that is away': () => {
    throw new BackendResponseError({ url: 'http://model', status: 500, cause: new Error(SECRET) });
  },
  'that breaks and quotes': () => {
    throw new Error(`cannot read ${SECRET}\n    at ${SECRET}`);
  },
};

function loggedGateway(levelOf: () => number) {
  const lines: string[] = [];
  const reranker = createReranker({ scorer: fakeScorer(levelOf), resilience: { retries: 0 } });
  const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const settings = { maxDocuments: 10, maxCharactersPerDocument: 200 };
  return { app: createGateway({ reranker, settings, logger }).app, lines };
}

describe.each(DIALECTS.map((dialect) => [dialect.name, dialect] as const))(
  'of %s',
  (_, dialect) => {
    const path = `/${dialect.name}${dialect.paths[0]!.replaceAll(/:\w+/g, SECRET)}`;
    const needed = neededOf(dialect);

    async function linesFor(levelOf: () => number, bodies: readonly string[]): Promise<string[]> {
      const { app, lines } = loggedGateway(levelOf);
      for (const body of bodies) {
        await app.request(`${path}?${SECRET}=${SECRET}`, { method: 'POST', body });
      }
      expect(lines).toHaveLength(bodies.length);
      return lines;
    }

    test('no field reaches the log, right or wrong', async () => {
      const names = [...Object.keys((dialect.requestSchema as z.ZodObject).shape), SECRET];
      const bodies = names.flatMap((name) => VALUES.map((value) => ({ ...needed, [name]: value })));
      const texts = [needed, ...bodies].map((body) => JSON.stringify(body));
      const broken = [SECRET, `{"${SECRET}":`, `["${SECRET}"]`];
      const lines = await linesFor(() => 4, [...texts, ...broken]);
      const statuses = lines.map((line) => (JSON.parse(line) as { status: number }).status);
      expect(new Set(statuses)).toEqual(new Set([200, 400, 422]));
      expect(lines.join('')).not.toContain(SECRET);
    });

    test.each(Object.entries(MODELS))(
      'no text reaches the log from a model %s',
      async (__, fails) => {
        const [line] = await linesFor(fails, [JSON.stringify(needed)]);
        expect((JSON.parse(line!) as { status: number }).status).toBeGreaterThanOrEqual(500);
        expect(line).not.toContain(SECRET);
      },
    );
  },
);

test('a caller is told the name that no document has, and the log is not', async () => {
  const { app, lines } = loggedGateway(() => 4);
  const body = JSON.stringify({ query: 'q', documents: [{ a: 'b' }], rank_fields: [SECRET] });
  const response = await app.request('/v1/rerank', { method: 'POST', body });
  expect(await response.json()).toEqual({ message: `documents[0] has no text in "${SECRET}"` });
  expect(JSON.parse(lines[0]!)).toMatchObject({ reason: 'documents[0] has no text in' });
});
