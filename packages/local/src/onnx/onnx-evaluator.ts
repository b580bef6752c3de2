import { Worker } from 'node:worker_threads';
import { InvalidRequestError } from '@lb-rerank/core';
import type { Evaluator } from '../context/evaluator.ts';
import { ModelFileError } from '../errors/model-file-error.ts';
import { type FromSession, SESSION_PROGRAM, type ToSession } from './session-program.ts';

/**
 * Starts ONNX Runtime on an exported model, in a thread of its own: its `run` gives a promise, but computes on the thread that
 * asks.
 *
 * @param threads that do the arithmetic.
 * @throws InvalidRequestError when the package `onnxruntime-node` is not installed; ModelFileError when it cannot load the model.
 */
export async function startOnnxEvaluator(
  path: string,
  { threads, modelId }: { threads: number; modelId: string },
): Promise<Evaluator> {
  const worker = new Worker(SESSION_PROGRAM, {
    eval: true,
    workerData: { library: libraryUrl(), path, options: sessionOptions(threads) },
  });
  const waiting = new Map<number, PromiseWithResolvers<number[]>>();
  const ready = Promise.withResolvers<void>();
  let next = 0;
  let failure: Error | undefined;

  function tell(message: ToSession): void {
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(message);
  }
  function end(error: Error): void {
    failure = error;
    ready.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }
  worker.on('error', end);
  worker.on('exit', () => end(new Error("ONNX Runtime's thread has ended")));
  worker.on('message', (message: FromSession) => {
    if (message === 'ready') {
      ready.resolve();
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (waiting.size === 0) worker.unref();
    if ('error' in message) asked?.reject(message.error);
    else asked?.resolve(message.probabilities);
  });
  try {
    await ready.promise;
  } catch (cause) {
    await worker.terminate();
    const problem = 'cannot be loaded by ONNX Runtime; remove its folder, and it is made again';
    throw new ModelFileError({ path, problem, cause });
  }
  worker.unref();

  return {
    engine: 'ONNX Runtime',
    modelId: `${modelId}+onnx`,
    async evaluate(prompt, { shared, signal }) {
      signal?.throwIfAborted();
      if (failure !== undefined) throw failure;
      const id = (next += 1);
      const asked = Promise.withResolvers<number[]>();
      const leave = () => {
        tell({ gone: id });
        asked.reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.set(id, asked);
      worker.ref();
      // The last token is always evaluated: its probabilities are the answer.
      tell({ id, tokens: prompt, shared: Math.min(shared, prompt.length - 1) });
      try {
        return await asked.promise;
      } finally {
        signal?.removeEventListener('abort', leave);
      }
    },
    async close() {
      await worker.terminate();
    },
  };
}

function libraryUrl(): string {
  try {
    return import.meta.resolve('onnxruntime-node');
  } catch {
    const problem = "'onnxruntime' needs a package: npm install onnxruntime-node";
    throw new InvalidRequestError('engine', problem);
  }
}

function sessionOptions(threads: number) {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    // Threads that spin while they wait take the processor from whoever else needs it.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}
