/**
 * A stand-in for vLLM, in a process of its own, whose scores follow from the marks in the texts. Its arguments are its port and
 * its mode; a message tells it to answer wrongly.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Order } from '../orders/order.ts';
import { answerAsVllm } from './answer-as-vllm.ts';
import type { Misbehaviour } from '../orders/misbehaviour.ts';

/** The time that it takes over a request, about that of a small batch on a GPU, in milliseconds. */
const WORK_MS = 8;

/** The time that it gives requests to end once it is asked to stop, in milliseconds. */
const LONGEST_GRACE_MS = 1000;

const [port, mode] = process.argv.slice(2);
let misbehaviour: Misbehaviour | undefined;
process.on('message', (order: Order) => {
  if (order.do === 'answer wrongly') misbehaviour = order.way;
});

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.listen(Number(port), '127.0.0.1', () => process.stderr.write('listening\n'));
process.once('SIGTERM', () => {
  server.close(() => process.exit());
  server.closeIdleConnections();
  // The rest of a request that a fault has swallowed never comes.
  setTimeout(() => server.closeAllConnections(), LONGEST_GRACE_MS);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  const body = await readText(request);
  await delay(WORK_MS);
  // As with servers that were not started for it.
  const asked = path === '/classify' && mode !== 'classify' ? '/none' : path;
  const { status, text } = answerAsVllm(asked, body, misbehaviour);
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}
