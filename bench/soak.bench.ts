import { createMemoryCache, createReranker, createVllmScorer } from '@lb-rerank/core';
import { type Exchange, sendJson, serveFaults, soundAnswer } from '@lb-rerank/core/testing';
import pLimit from 'p-limit';

const CALLS = 100_000;
const DOCUMENTS = 4;
const FAULTY_SHARE = 0.05;
const TIMEOUT_MS = 200;

/** The expected level of the sound answer. */
const EXPECTED = 0.01 + 2 * 0.02 + 3 * 0.03 + 4 * 0.04 + 5 * 0.1 + 6 * 0.3 + 7 * 0.5;

type Fault = (exchange: Exchange) => void;

const status =
  (code: number): Fault =>
  ({ response }) =>
    sendJson(response, { error: { message: 'no', code } }, code);
const raw =
  (body: string): Fault =>
  ({ response }) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);

/** One of each kind that the fault tests know. */
const FAULTS: Fault[] = [
  ...[400, 401, 403, 404, 408, 413, 422, 429, 500, 503].map(status),
  raw('<html>'),
  raw('{"choices": [{"ind'),
  raw('{"hello": "world"}'),
  ({ response }) => response.destroy(),
  ({ response }) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"choices": [');
    setTimeout(() => response.destroy(), 2);
  },
  () => {},
  (exchange) => sendJson(exchange.response, { choices: soundAnswer(exchange).choices?.slice(1) }),
  (exchange) => sendJson(exchange.response, soundAnswer(exchange, [0, 0, 0, 0, 0, 0, 7])),
  (exchange) => sendJson(exchange.response, soundAnswer(exchange, [0.01, 0, 0, 0, 0, 0, 0])),
];

/** 100,000 calls against a server of which every twentieth answer is faulty: no document may be lost or doubled. */
export async function run(): Promise<void> {
  const unhandled: unknown[] = [];
  process.on('unhandledRejection', (reason) => unhandled.push(reason));
  let asked = 0;
  let faulty = 0;
  await using server = await serveFaults((exchange) => {
    asked += 1;
    if (asked % (1 / FAULTY_SHARE) !== 0) {
      sendJson(exchange.response, soundAnswer(exchange));
      return;
    }
    FAULTS[faulty % FAULTS.length]!(exchange);
    faulty += 1;
  });
  const scorer = createVllmScorer({
    baseURL: server.baseURL,
    mode: 'completions',
    requestTimeoutMs: TIMEOUT_MS,
  });
  const reranker = createReranker({
    scorer,
    // Small, so that most pairs are asked of the server.
    cache: createMemoryCache({ maxBytes: 400_000 }),
    batching: { maxPairsPerBatch: 8, maxBatchesInFlight: 32 },
    resilience: { retries: 1, backoffMs: 5, maxBackoffMs: 20, breakAfter: 50, breakMs: 50 },
  });

  const outcomes: Record<string, number> = {};
  const memory: number[] = [];
  const inTurn = pLimit(64);
  async function call(n: number): Promise<void> {
    const candidates = Array.from({ length: DOCUMENTS }, (_, document) => ({
      document,
      passage: `passage ${(n * 7 + document * 13) % 50_000}`,
    }));
    const ranking = await reranker.rerank({ query: `query ${n % 5000}`, candidates });
    outcomes[ranking.outcome] = (outcomes[ranking.outcome] ?? 0) + 1;
    const documents = ranking.results.map(({ document }) => document).toSorted((a, b) => a - b);
    if (documents.join() !== '0,1,2,3')
      throw new Error(`call ${n} answered with ${documents.join()}`);
    const isWrong = ranking.results.some(
      ({ score }) => score !== null && Math.abs(score - EXPECTED) > 1e-9,
    );
    if (isWrong) throw new Error(`call ${n} answered with a wrong score`);
    if (n % 10_000 === 9_999) {
      globalThis.gc?.();
      memory.push(process.memoryUsage().heapUsed / 1e6);
    }
  }
  await Promise.all(Array.from({ length: CALLS }, (_, n) => inTurn(() => call(n))));

  console.log(`${CALLS} calls, every document once in each: ${JSON.stringify(outcomes)}`);
  console.log(
    `${asked} requests, ${faulty} of them answered with a fault of ${FAULTS.length} kinds`,
  );
  console.log(
    `heap after each tenth: ${memory.map((megabytes) => megabytes.toFixed(0)).join(', ')} MB`,
  );
  if (unhandled.length > 0)
    throw new Error(`${unhandled.length} unhandled rejections`, { cause: unhandled[0] });
  if (faulty < 1000) throw new Error('too few faults were met');
  // The promises of calls that have not begun take memory at first, so only growth counts.
  if (memory.at(-1)! > memory[1]! * 1.2 + 5) throw new Error('memory grew');
}
