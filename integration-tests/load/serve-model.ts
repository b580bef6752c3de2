import { parentPort } from 'node:worker_threads';
import { sendJson, serveFaults } from '@lb-rerank/core/testing';

// A stand-in for vLLM, in a thread of its own: it finds everything equally related, at once.
const PROBABILITIES = [0, 0, 0, 1, 0, 0, 0];

const server = await serveFaults(({ path, body, response }) => {
  if (path !== '/classify') {
    sendJson(response, { error: { message: 'not found' } }, 404);
    return;
  }
  sendJson(response, {
    data: (body.input ?? []).map((_, index) => ({ index, probs: PROBABILITIES })),
  });
});
parentPort!.postMessage(server.baseURL);
