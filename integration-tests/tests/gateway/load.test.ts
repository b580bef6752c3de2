import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SendingOptions, SentStatuses } from '../../load/send-bodies.ts';
import { startWatchedGateway, type WatchedGateway } from '../../load/start-watched-gateway.ts';
import {
  DEADLY_BODIES,
  fullRequests,
  largestBodies,
  type PostedBody,
} from '../../requests/heavy-bodies.ts';

const LONGEST_HOLD_MS = 100;
/** Floods until one holds the thread no longer: other work on the machine makes some look worse, and none better. */
const FLOODS = 3;
/** The largest body that is read, as shipped. */
const MAX_BODY_BYTES = 4_000_000;
const DRAWN_BODIES = 200;
const AT_ONCE = 32;
const SEED = Number(process.env['LB_RERANK_TEST_SEED'] ?? 1);
const TIMEOUT_MS = 600_000;

const folder = new URL('../../load/', import.meta.url);
let gateway: WatchedGateway;
let memoryBytes: number;

beforeAll(async () => {
  const shipped = await readFile(
    new URL('../../../deploy/kubernetes/gateway.yaml', import.meta.url),
    'utf8',
  );
  const nodeOptions = /value: (--max-old-space-size.*)/.exec(shipped)![1]!.split(' ');
  memoryBytes = Number(/limits: \{ memory: (\d+)Gi \}/.exec(shipped)?.[1]) * 2 ** 30;
  const model = new Worker(new URL('serve-model.ts', folder));
  const [modelURL] = (await once(model, 'message')) as [string];
  gateway = await startWatchedGateway({ modelURL, nodeOptions });
  return async () => {
    await gateway[Symbol.asyncDispose]();
    await model.terminate();
  };
}, TIMEOUT_MS);

/** Sends bodies, and asks for the health and for small reranks meanwhile, one after the other. */
async function flood(bodies: readonly PostedBody[]) {
  const workerData: SendingOptions = { url: gateway.url, bodies, concurrency: AT_ONCE };
  const sender = new Worker(new URL('send-bodies.ts', folder), { workerData });
  const sent = new AbortController();
  const sending = once(sender, 'message') as Promise<[SentStatuses]>;

  /** Asks again and again while bodies are sent, and lists how long each answer took. */
  async function ask(request: (n: number) => Promise<number>): Promise<number[]> {
    const times: number[] = [];
    while (!sent.signal.aborted) {
      const startedAt = performance.now();
      expect(await request(times.length)).toBe(200);
      times.push(performance.now() - startedAt);
      await delay(20);
    }
    return times;
  }
  const small = (n: number) => JSON.stringify({ query: `q ${n}`, documents: ['one', 'other'] });
  const [health, reranks] = await Promise.all([
    ask(async () => (await fetch(`${gateway.url}/health`)).status),
    ask((n) => post('/v1/rerank', small(n))),
    sending.finally(() => sent.abort()),
  ]);
  const [statuses] = await sending;
  return { statuses, health, reranks };
}

async function post(path: string, body: string | Uint8Array<ArrayBuffer>) {
  const response = await fetch(`${gateway.url}${path}`, { method: 'POST', body });
  await response.arrayBuffer();
  return response.status;
}

describe('a gateway with the heap that it is shipped with', () => {
  test.each(Object.entries(DEADLY_BODIES))(
    'is neither killed nor held up by %s',
    async (_, [path, body]) => {
      // What is compiled for the first time takes its time.
      await post(path, body);
      await gateway.report();
      expect(await post(path, body)).toBeLessThan(500);
      expect(gateway.isRunning).toBe(true);
      expect((await gateway.report()).longestHoldMs).toBeLessThan(LONGEST_HOLD_MS);
    },
  );

  test(
    `answers small requests beside the largest ${DRAWN_BODIES} bodies of the fuzz grammar, ${AT_ONCE} at once`,
    { timeout: TIMEOUT_MS },
    async () => {
      const described = await fetch(`${gateway.url}/openapi.json`);
      const { paths } = (await described.json()) as { paths: object };
      const full = fullRequests(MAX_BODY_BYTES);
      // What is compiled for the first time takes its time.
      for (const { path, bytes } of full) await post(path, bytes);
      const bodies = [
        ...full,
        ...largestBodies(Object.keys(paths), {
          count: DRAWN_BODIES,
          maxBytes: MAX_BODY_BYTES,
          seed: SEED,
        }),
      ];
      await gateway.report();
      let shortest = Infinity;
      for (let n = 0; n < FLOODS && shortest >= LONGEST_HOLD_MS; n += 1) {
        const { statuses, health, reranks } = await flood(bodies);
        const { longestHoldMs, peakBytes } = await gateway.report();
        console.log('answered', statuses, { longestHoldMs, peakBytes });
        console.log('times', { health: summary(health), reranks: summary(reranks) });
        shortest = Math.min(shortest, longestHoldMs);
        expect(statuses['200']).toBeGreaterThanOrEqual(2);
        expect(peakBytes).toBeLessThan(memoryBytes);
        // By the clock answers tell how busy the machine is, which runs all tests; the gateway's own part is the hold.
        expect(reranks.length).toBeGreaterThan(0);
      }
      expect(shortest).toBeLessThan(LONGEST_HOLD_MS);
    },
  );
});

function summary(times: readonly number[]): { count: number; median: number; longest: number } {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    longest: sorted.at(-1) ?? Number.NaN,
  };
}
