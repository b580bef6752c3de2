import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { rerankBodies } from './rerank-bodies.ts';

/** Waits of a steady load's requests, in milliseconds. */
export interface Waits {
  readonly p50: number;
  readonly p99: number;
}

/**
 * Posts rerank requests of 10 documents to a server at a steady rate, however long its answers take, and measures from when
 * each was due (a generator that sends a second's share at once would measure its own queue).
 *
 * @throws Error where an answer is not 200.
 */
export async function postSteadily(
  url: string,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Waits> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const total = rate * seconds;
  const answered: Promise<number>[] = [];
  const startedAt = performance.now();
  while (answered.length < total) {
    const due = Math.min(total, ((performance.now() - startedAt) / 1000) * rate);
    while (answered.length < due) {
      const dueAt = startedAt + (answered.length / rate) * 1000;
      const body = rerankBodies[answered.length % rerankBodies.length]!;
      answered.push(answerTo(url, body, agent).then(() => performance.now() - dueAt));
    }
    await delay(1);
  }
  const waits = (await Promise.all(answered)).toSorted((a, b) => a - b);
  agent.destroy();
  return { p50: waits[Math.floor(total * 0.5)]!, p99: waits[Math.floor(total * 0.99)]! };
}

function answerTo(url: string, body: string, agent: Agent): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  request(url, { method: 'POST', agent, headers }, (response) => {
    if (response.statusCode !== 200) reject(new Error(`${url} gave ${response.statusCode}`));
    response.resume().on('end', resolve).on('error', reject);
  })
    .on('error', reject)
    .end(body);
  return promise;
}
