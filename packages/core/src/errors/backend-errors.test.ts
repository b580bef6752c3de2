import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { rerank } from '../rerank/rerank.ts';
import { createReranker } from '../reranker/create-reranker.ts';
import { createVllmScorer } from '../vllm/create-vllm-scorer.ts';

/** Asks a server that answers each request by this status, or never. */
async function errorOf(status: number | undefined, requestTimeoutMs?: number): Promise<Error> {
  const baseURL = await serverOf(status);
  const scorer = createVllmScorer({ baseURL, requestTimeoutMs, mode: 'chat' });
  const error: unknown = await scorer
    .score({ query: 'q', passages: ['p'] })
    .catch((reason: unknown) => reason);
  return Object.assign(error as Error, { baseURL });
}

async function serverOf(status: number | undefined): Promise<string> {
  const server = createServer((_, response) => {
    if (status !== undefined) response.writeHead(status).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

test.each([
  [401, 'give the key that the server was started with by `apiKey`, which is LB_RERANK_API_KEY'],
  [403, 'give the key that the server was started with by `apiKey`'],
  [
    404,
    'see that the server has a model by the name of `model`, and answers requests of this kind; `lb-rerank doctor --url',
  ],
  [400, 'the server does not take such a request: its log says why; `lb-rerank doctor --url'],
  [503, 'the server is overloaded or failing: see its log, and try again'],
])('a server that answers HTTP %d is told of with the way out', async (status, remedy) => {
  const error = await errorOf(status);
  expect(error).toMatchObject({ code: 'backend_response', status });
  expect(error.message).toContain(`answered with HTTP ${status}; `);
  expect(error.message).toContain(remedy);
});

test('a server that is away is named with the reason, and the command that looks closer', async () => {
  const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:9/v1' });
  await expect(scorer.score({ query: 'q', passages: ['p'] })).rejects.toMatchObject({
    url: 'http://127.0.0.1:9/v1',
    problem: 'cannot be reached (ECONNREFUSED)',
    message:
      'http://127.0.0.1:9/v1: cannot be reached (ECONNREFUSED); see that its server runs, and listens there; `lb-rerank doctor --url http://127.0.0.1:9/v1` looks closer',
  });
});

test('a request that takes too long names the option that lets it wait', async () => {
  const { message } = await errorOf(undefined, 30);
  expect(message).toContain(
    '/v1: no answer within 30 ms (requestTimeoutMs); see the load of what runs the model; a larger requestTimeoutMs waits longer',
  );
});

test('a deadline names the server, and not the model, of one endpoint and of several', async () => {
  const [one, other] = [await serverOf(undefined), await serverOf(undefined)];
  const [first, second] = [one, other].map((baseURL) => createVllmScorer({ baseURL }));
  const asked = { query: 'q', candidates: [{ document: 1, passage: 'p' }], deadlineMs: 30 };
  const late = 'no answer within 30 ms (deadlineMs); ';
  const alone = await rerank({ ...asked, scorer: first! });
  expect(alone.error?.message).toContain(`${one}: ${late}`);
  const shared = await createReranker({ scorer: [first!, second!] }).rerank(asked);
  expect(shared.error?.message).toContain(`${one}, ${other}: ${late}`);
});
