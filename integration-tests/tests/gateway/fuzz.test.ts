import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { serveGateway, type ServedGateway } from '@lb-rerank/gateway';
import * as fc from 'fast-check';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { rerankBodies } from '../../requests/rerank-bodies.ts';

const BODIES = 20_000;
const LONGEST_ANSWER_MS = 5000;

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

interface OpenapiDocument {
  readonly paths: Record<
    string,
    {
      readonly post?: {
        readonly responses: Record<
          '200' | 'default',
          { readonly content: { 'application/json': { readonly schema: JsonSchema } } }
        >;
      };
    }
  >;
}

const reranker = createReranker({ scorer: fakeScorer((passage) => 1 + (passage.length % 7)) });
let gateway: ServedGateway;
/** The shapes of a dialect's answers, by `<dialect> <200 or default>`, as the OpenAPI document says. */
const schemas = new Map<string, z.ZodType>();
let paths: string[];

beforeAll(async () => {
  gateway = await serveGateway({
    reranker,
    settings: { port: 0, maxDocuments: 6, maxCharactersPerDocument: 60, maxBodyBytes: 20_000 },
    logger: pino({ enabled: false }),
  });
  const response = await fetch(`${gateway.url}/openapi.json`);
  const document = (await response.json()) as OpenapiDocument;
  paths = Object.keys(document.paths);
  for (const [path, { post }] of Object.entries(document.paths)) {
    const dialect = path.split('/')[1]!;
    for (const kind of ['200', 'default'] as const) {
      const schema = post?.responses[kind].content['application/json'].schema;
      if (schema !== undefined) schemas.set(`${dialect} ${kind}`, z.fromJSONSchema(schema));
    }
  }
  return () => gateway.stop();
});

test(`answers ${BODIES} bodies without a failure of its own, each in the shape of its dialect`, async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.nat(), rerankBodies, async (n, body) => {
      const response = await fetch(`${gateway.url}${paths[n % paths.length]}`, {
        method: 'POST',
        body: body as Uint8Array<ArrayBuffer>,
        headers: { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      });
      const answer: unknown = await response.json();
      expect(response.status).toBeLessThan(500);
      const kind = response.status === 200 ? '200' : 'default';
      const schema = schemas.get(`${response.headers.get('x-rerank-dialect')} ${kind}`);
      expect(schema?.safeParse(answer).error).toBeUndefined();
      expect(schema).toBeDefined();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    }),
    { numRuns: BODIES },
  );
  console.log(Object.fromEntries(statuses));
  // Were all of them refused, or none, little would have been tried.
  expect(statuses.get(200)).toBeGreaterThan(BODIES / 20);
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 413, 422]));
  const health = await fetch(`${gateway.url}/health`);
  expect(health.status).toBe(200);
});
