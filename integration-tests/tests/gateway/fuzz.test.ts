import { createReranker } from '@lb-rerank/core';
import { fakeScorer } from '@lb-rerank/core/testing';
import { serveGateway, type ServedGateway } from '@lb-rerank/gateway';
import * as fc from 'fast-check';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { dialectByReadme } from '../../expectations/dialect-by-readme.ts';
import { disguised, packings, slashings, type PackedBody } from '../../requests/disguises.ts';
import { brokenBodies, rerankFields } from '../../requests/rerank-bodies.ts';

const BODIES = 20_000;
const LONGEST_ANSWER_MS = 5000;
/** For all of them, one after the other on a busy machine. */
const TIMEOUT_MS = 600_000;

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

/** A request in one disguise, and the same without. */
const requests = fc.oneof(
  { weight: 4, arbitrary: fc.record({ fields: rerankFields, broken: fc.constant(undefined) }) },
  { weight: 1, arbitrary: fc.record({ fields: fc.constant(undefined), broken: brokenBodies }) },
);
const wire = fc.record({ path: fc.nat(), seed: fc.nat(), pack: packings, slash: slashings });
const encode = (body: unknown) => new TextEncoder().encode(JSON.stringify(body));

async function send(path: string, { bytes, encoding }: Omit<PackedBody, 'isReadable'>) {
  const response = await fetch(`${gateway.url}${path}`, {
    method: 'POST',
    body: bytes,
    headers: {
      'content-type': 'application/json',
      ...(encoding && { 'content-encoding': encoding }),
    },
    signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
  });
  const answer: unknown = await response.json();
  const { status, headers } = response;
  expect(status).toBeLessThan(500);
  const dialect = headers.get('x-rerank-dialect')!;
  const schema = schemas.get(`${dialect} ${status === 200 ? '200' : 'default'}`);
  expect(schema?.safeParse(answer).error).toBeUndefined();
  expect(schema).toBeDefined();
  return { status, dialect, answer };
}

/** An answer without what differs from call to call. */
function lasting(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer;
  const { id: _id, created: _created, ...rest } = answer as Record<string, unknown>;
  return rest;
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

test(
  `answers ${BODIES} bodies without a failure of its own, in the right dialect and its shape`,
  { timeout: TIMEOUT_MS },
  async () => {
    const statuses = new Map<number, number>();
    let compared = 0;
    const tell = fc.asyncProperty(requests, wire, async ({ fields, broken }, way) => {
      const path = paths[way.path % paths.length]!;
      const plain = broken ?? encode(fields);
      const body = fields === undefined ? plain : encode(disguised(fields, way.seed));
      const packed = way.pack(body);
      const found = await send(way.slash(path), packed);
      statuses.set(found.status, (statuses.get(found.status) ?? 0) + 1);

      const isRead = packed.isReadable && found.status !== 413;
      expect(found.dialect).toBe(dialectByReadme(path, isRead ? parsed(plain) : undefined));

      // Texts under other names have one form.
      if (!packed.isReadable || fields === undefined || way.seed % 4 > 0) return;
      if ((fields['rank_fields'] ?? null) !== null) return;
      const bare = await send(path, { bytes: Uint8Array.from(plain), encoding: undefined });
      if (bare.status === 413 || found.status === 413) return;
      compared++;
      expect([found.status, found.dialect]).toEqual([bare.status, bare.dialect]);
      if (bare.status === 200) expect(lasting(found.answer)).toEqual(lasting(bare.answer));
    });
    await fc.assert(tell, { numRuns: BODIES });
    console.log(Object.fromEntries(statuses), `${compared} compared with the same undisguised`);
    // Were all of them refused, or none, little would have been tried.
    expect(statuses.get(200)).toBeGreaterThan(BODIES / 20);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 413, 415, 422]));
    expect(compared).toBeGreaterThan(BODIES / 20);
    const health = await fetch(`${gateway.url}/health`);
    expect(health.status).toBe(200);
  },
);
