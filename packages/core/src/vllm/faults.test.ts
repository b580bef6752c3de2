import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createReranker } from '../reranker/create-reranker.ts';
import type { LevelProbabilities } from '../score/level-probabilities.ts';
import { type Exchange, sendJson, serveFaults } from '../testing/serve-faults.ts';
import { soundAnswer } from '../testing/sound-answer.ts';
import { createVllmScorer } from './create-vllm-scorer.ts';
import type { VllmMode } from './server/vllm-server.ts';

const MODES: VllmMode[] = ['chat', 'completions', 'classify'];
const SECRET = 'the text of a document';
const passages = [`${SECRET} 1`, `${SECRET} 2`, `${SECRET} 3`];
type Fault = (exchange: Exchange) => void;

const status =
  (code: number): Fault =>
  (exchange) =>
    sendJson(exchange.response, { error: { message: `${SECRET} is refused`, code } }, code);
const raw =
  (body: string, type = 'application/json'): Fault =>
  ({ response }) =>
    response.writeHead(200, { 'content-type': type }).end(body);
const changed =
  (change: (parts: object[]) => object[]): Fault =>
  (exchange) => {
    const { data, choices } = soundAnswer(exchange);
    sendJson(exchange.response, data ? { data: change(data) } : { choices: change(choices ?? []) });
  };
const withProbabilities =
  (probabilities: readonly number[]): Fault =>
  (exchange) =>
    sendJson(exchange.response, soundAnswer(exchange, probabilities));

const FAULTS: [string, Fault, string, (VllmMode[] | undefined)?][] = [
  ...[400, 401, 403, 404, 408, 413, 422, 429, 500, 503].map((code): [string, Fault, string] => [
    `HTTP ${code}`,
    status(code),
    'backend_response',
  ]),
  ['HTML instead of JSON', raw('<html>', 'text/html'), 'backend_response'],
  ['truncated JSON', raw('{"choices": [{"ind'), 'backend_response'],
  ['JSON of another kind', raw('{"hello": "world"}'), 'backend_'],
  [
    'a reset in mid-body',
    ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"choices": [');
      setTimeout(() => response.destroy(), 5);
    },
    'backend_connection',
  ],
  ['a server that never answers', () => {}, 'backend_timeout'],
  [
    'a server that drips',
    ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 30);
      response.on('close', () => clearInterval(drip));
    },
    'backend_timeout',
  ],
  ['fewer answers than prompts', changed((parts) => parts.slice(1)), 'backend_'],
  [
    'an answer twice',
    changed((parts) => [parts[0]!, ...parts.slice(0, -1)]),
    'backend_response',
    ['completions', 'classify'],
  ],
  [
    'NaN',
    withProbabilities([NaN, 0, 0, 0, 0, 0, 1]),
    'backend_output',
    ['classify', 'completions'],
  ],
  ['a probability over 1', withProbabilities([0, 0, 0, 0, 0, 0, 7]), 'backend_output'],
  [
    'little mass on the levels',
    withProbabilities([0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01]),
    'backend_output',
  ],
  [
    'six levels',
    withProbabilities([0.1, 0.1, 0.1, 0.1, 0.1, 0.5]),
    'backend_output',
    ['classify', 'completions'],
  ],
];

describe.each(MODES)('a fault of the server in the mode %s', (mode) => {
  const faults = FAULTS.filter(([, , , modes = MODES]) => modes.includes(mode));

  test.each(faults)(
    'ends in a typed error, then in a fallback that is not cached: %s',
    async (_, fault, code) => {
      let isFaulty = true;
      await using server = await serveFaults((exchange) =>
        isFaulty ? fault(exchange) : sendJson(exchange.response, soundAnswer(exchange)),
      );
      // Long enough for a busy machine, except where waiting is the fault.
      const requestTimeoutMs = code === 'backend_timeout' ? 150 : 10_000;
      const scorer = createVllmScorer({ baseURL: server.baseURL, mode, requestTimeoutMs });
      const error: unknown = await scorer
        .score({ query: 'q', passages })
        .catch((caught: unknown) => caught);
      expect(error).toMatchObject({ isRerankError: true, code: expect.stringContaining(code) });
      expect(String(error)).not.toContain(SECRET);
      expect(String(error)).toContain(server.baseURL);

      const kept = new Map<string, LevelProbabilities>();
      const reranker = createReranker({
        scorer,
        cache: kept,
        resilience: { retries: 0, breakAfter: 100 },
      });
      const candidates = passages.map((passage, document) => ({ document, passage }));
      const fallback = await reranker.rerank({ query: 'q', candidates });
      expect(fallback).toMatchObject({
        outcome: 'fallback',
        error: { code: expect.stringContaining(code) },
      });
      expect(fallback.results.map(({ document, score }) => [document, score])).toEqual([
        [0, null],
        [1, null],
        [2, null],
      ]);
      expect(kept.size).toBe(0);

      isFaulty = false;
      expect(await reranker.rerank({ query: 'q', candidates })).toMatchObject({
        outcome: 'reranked',
      });
      expect(kept.size).toBe(3);
    },
  );

  test('is none when answers come in another order', async () => {
    await using server = await serveFaults((exchange) => {
      const { data, choices } = soundAnswer(exchange);
      sendJson(exchange.response, { data: data?.toReversed(), choices: choices?.toReversed() });
    });
    const scorer = createVllmScorer({ baseURL: server.baseURL, mode });
    expect(await scorer.score({ query: 'q', passages })).toHaveLength(3);
  });
});

describe('a server that sends us elsewhere', () => {
  test.each([301, 302, 303, 307, 308])(
    'is refused with a typed error, and nothing goes there: HTTP %i',
    async (code) => {
      await using other = await serveFaults((exchange) =>
        sendJson(exchange.response, soundAnswer(exchange)),
      );
      await using server = await serveFaults(({ path, response }) =>
        response.writeHead(code, { location: new URL(path, other.baseURL).href }).end(),
      );
      for (const mode of ['auto', ...MODES] as const) {
        const scorer = createVllmScorer({ baseURL: server.baseURL, mode });
        await expect(scorer.score({ query: 'q', passages })).rejects.toMatchObject({
          name: 'BackendResponseError',
          status: code,
          message: expect.stringContaining(`redirects to ${new URL(other.baseURL).origin}`),
        });
      }
      expect(other.requests).toEqual([]);
    },
  );
});

describe('a server that is not there', () => {
  test.each([
    ['a port where nobody listens', 'http://127.0.0.1:9/v1'],
    ['a name that nobody has', 'http://nowhere.invalid/v1'],
  ])('is told by its address: %s', async (_, baseURL) => {
    const scoring = createVllmScorer({ baseURL }).score({ query: 'q', passages });
    await expect(scoring).rejects.toMatchObject({ code: 'backend_connection', url: baseURL });
  });

  test('is told even if something else than HTTP answers', async () => {
    const server = createServer((socket) => socket.end('220 mail server ready\r\n'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const scoring = createVllmScorer({ baseURL }).score({ query: 'q', passages });
    await expect(scoring).rejects.toMatchObject({ code: 'backend_connection', url: baseURL });
    server.close();
  });
});
