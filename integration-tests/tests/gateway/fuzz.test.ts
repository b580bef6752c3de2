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
const wire = fc.record({
  path: fc.nat(),
  seed: fc.nat(),
  pack: packings,
  slash: slashings,
  isCompared: fc.nat(3).map((n) => n === 0),
});
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

/** Tells whether a body of fields can be disguised: texts under names of their own have one form. */
function hasOtherForms(fields: Record<string, unknown> | undefined): boolean {
  return fields !== undefined && (fields['rank_fields'] ?? null) === null;
}

/** Keeps of an answer what is the same from call to call; of a refusal, whose words name the value, its status. */
function lasting({ status, dialect, answer }: Awaited<ReturnType<typeof send>>): object {
  if (status !== 200) return { status, dialect };
  if (Array.isArray(answer)) return { status, dialect, answer };
  const { id: _id, created: _created, ...rest } = answer as Record<string, unknown>;
  return { status, dialect, answer: rest };
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
    const compared = new Map<number, number>();
    const isAnswered = fc.asyncProperty(requests, wire, async ({ fields, broken }, way) => {
      const path = paths[way.path % paths.length]!;
      const plain = broken ?? encode(fields);
      const packed = way.pack(fields === undefined ? plain : encode(disguised(fields, way.seed)));
      const found = await send(way.slash(path), packed);
      statuses.set(found.status, (statuses.get(found.status) ?? 0) + 1);
      const isRead = packed.isReadable && found.status !== 413;
      expect(found.dialect).toBe(dialectByReadme(path, isRead ? parsed(plain) : undefined));

      if (!isRead || !way.isCompared || !hasOtherForms(fields)) return;
      const bare = await send(path, { bytes: Uint8Array.from(plain), encoding: undefined });
      compared.set(bare.status, (compared.get(bare.status) ?? 0) + 1);
      expect(lasting(found)).toEqual(lasting(bare));
    });
    await fc.assert(isAnswered, { numRuns: BODIES });
    console.log('answered', Object.fromEntries(statuses));
    console.log('of these compared', Object.fromEntries(compared));
    // Were all of them refused, or none, little would have been tried.
    expect(statuses.get(200)).toBeGreaterThan(BODIES / 20);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 413, 415, 422]));
    expect(compared.get(200)).toBeGreaterThan(BODIES / 40);
    const health = await fetch(`${gateway.url}/health`);
    expect(health.status).toBe(200);
  },
);
