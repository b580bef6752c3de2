import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants, setPriority } from 'node:os';
import { json } from 'node:stream/consumers';
import { parentPort } from 'node:worker_threads';
import { sendJson } from '@lb-rerank/core/testing';

// A model runs on another machine in life: on this one it gives way to the gateway.
setPriority(constants.priority.PRIORITY_LOW);

// A stand-in for vLLM, in a thread of its own: it finds everything equally related, at once. Its context holds the longest of
// many documents, so that nothing has to be counted.
const MODELS = { data: [{ id: 'lb-reranker', max_model_len: 32_768 }] };
const LEVEL_TOKENS = { tokens: [16, 17, 18, 19, 20, 21, 22], count: 7 };
const PROBABILITIES = [0, 0, 0, 1, 0, 0, 0];

const server = createServer((request, response) => {
  void answer(request.url ?? '', request.method === 'POST' ? json(request) : undefined).then(
    (body) => sendJson(response, body, 'error' in body ? 404 : 200),
  );
});

async function answer(path: string, asked: Promise<unknown> | undefined): Promise<object> {
  const { input } = ((await asked) ?? {}) as { input?: string[] };
  if (path === '/v1/models') return MODELS;
  if (path === '/tokenize') return LEVEL_TOKENS;
  if (path !== '/classify' || input === undefined) return { error: { message: 'not found' } };
  return { data: input.map((_, index) => ({ index, probs: PROBABILITIES })) };
}

server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
// eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort!.postMessage(`http://127.0.0.1:${port}/v1`);
