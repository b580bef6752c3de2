import { constants, setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { PostedBody } from '../requests/heavy-bodies.ts';

/** The task of a thread that sends. */
export interface SendingOptions {
  readonly url: string;
  readonly bodies: readonly PostedBody[];
  /** Requests at once. */
  readonly concurrency: number;
}

/** The number of answers of each status; what is refused for want of room is sent again. */
export type SentStatuses = Readonly<Record<string, number>>;

const { url, bodies, concurrency } = workerData as SendingOptions;
// Senders are other machines in life: on this one they give way to the gateway, thread by thread.
setPriority(constants.priority.PRIORITY_LOW);

const statuses: Record<string, number> = {};
const waiting = bodies.values();
const startedAt = performance.now();

const RETRY_MS = 100;
/** From then on what is refused is left. */
const LAST_RETRY_MS = 20_000;

async function sendWaiting(): Promise<void> {
  for (const { path, bytes } of waiting) {
    for (;;) {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        body: bytes,
        // A model that is as slow as a busy machine makes it still answers.
        headers: { 'x-rerank-deadline-ms': '300000' },
      });
      await response.arrayBuffer();
      const { status } = response;
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status !== 429 || performance.now() - startedAt > LAST_RETRY_MS) break;
      await delay(RETRY_MS);
    }
  }
}

await Promise.all(Array.from({ length: concurrency }, sendWaiting));
// eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort!.postMessage(statuses);
