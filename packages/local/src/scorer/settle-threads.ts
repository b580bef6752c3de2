import type { Llama } from 'node-llama-cpp';

/** A model this quick gains nothing from more threads that would be worth their waiting for each other. */
const QUICK_MS = 50;
/** More threads must be faster by a tenth to be taken. */
const WORTH_IT = 0.9;

const settled = new WeakMap<Llama, Promise<void>>();

/**
 * Finds out, once for a model, how many threads are fastest on this machine as it is now, and sets `llama.maxThreads`.
 *
 * It doubles the threads as long as that helps: too many of them, or cores that others use, cost up to a hundredfold,
 * as threads spin while they wait. Does nothing where a GPU does the work.
 *
 * @param evaluate a short piece of the model's real work.
 */
export async function settleThreads(llama: Llama, evaluate: () => Promise<unknown>): Promise<void> {
  if (llama.gpu !== false) return;
  const settling = settled.get(llama) ?? measure(llama, evaluate);
  settled.set(llama, settling);
  await settling;
}

async function measure(llama: Llama, evaluate: () => Promise<unknown>): Promise<void> {
  const most = llama.maxThreads;
  async function timeWith(threads: number): Promise<number> {
    llama.maxThreads = threads;
    const startedAt = performance.now();
    await evaluate();
    return performance.now() - startedAt;
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
