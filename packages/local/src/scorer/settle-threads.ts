import type { Llama } from 'node-llama-cpp';

/** A model this quick gains nothing from more threads that would be worth their waiting for each other. */
const QUICK_MS = 50;
/** Twice the threads must be faster by a fifth to be taken: on a busy machine they would only wait for each other. */
const WORTH_IT = 0.8;
/** Short work is repeated for so long, and its fastest time counts, as other programs disturb single ones. */
const MEASURE_MS = 100;

const settled = new WeakMap<Llama, Promise<void>>();

/**
 * Finds out, once for a model, how many threads are fastest on this machine as it is now, and sets `llama.maxThreads`.
 *
 * It doubles the threads as long as that helps: too many of them, or cores that others use, cost up to a hundredfold,
 * as threads spin while they wait. Does nothing where a GPU does the work.
 *
 * @param evaluate a short piece of the model's real work.
 * @param now the clock, in milliseconds.
 */
export async function settleThreads(
  llama: Llama,
  evaluate: () => Promise<unknown>,
  now: () => number = () => performance.now(),
): Promise<void> {
  if (llama.gpu !== false) return;
  const settling = settled.get(llama) ?? measure(llama, evaluate, now);
  settled.set(llama, settling);
  await settling;
}

async function measure(
  llama: Llama,
  evaluate: () => Promise<unknown>,
  now: () => number,
): Promise<void> {
  const most = llama.maxThreads;
  async function timeWith(threads: number): Promise<number> {
    llama.maxThreads = threads;
    const until = now() + MEASURE_MS;
    let fastestMs = Infinity;
    do {
      const startedAt = now();
      await evaluate();
      fastestMs = Math.min(fastestMs, now() - startedAt);
    } while (now() < until);
    return fastestMs;
  }

  let fastest = { threads: 1, tookMs: await timeWith(1) };
  while (fastest.threads < most && fastest.tookMs > QUICK_MS) {
    const threads = Math.min(most, fastest.threads * 2);
    const tookMs = await timeWith(threads);
    if (tookMs > fastest.tookMs * WORTH_IT) break;
    fastest = { threads, tookMs };
  }
  llama.maxThreads = fastest.threads;
}
