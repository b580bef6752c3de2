/** The messages to the thread of {@link SESSION_PROGRAM}. */
export type ToSession =
  | { readonly id: number; readonly tokens: readonly number[]; readonly shared: number }
  | { readonly gone: number };

/** The messages that it answers with. */
export type FromSession =
  | 'ready'
  | { readonly id: number; readonly probabilities: number[] }
  | { readonly id: number; readonly error: Error };

/**
 * The thread's program: plain text, so that it needs no file of its own where this package is bundled. It keeps what it computed
 * of the last shared beginning, and looks every 512 tokens whether the caller has gone.
 */
export const SESSION_PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const STEP = 512;
const gone = new Set();
let inTurn = Promise.resolve();
let beginning = { tokens: [], past: undefined };

(async () => {
  const library = await import(workerData.library);
  const { InferenceSession, Tensor } = library.default ?? library;
  const session = await InferenceSession.create(workerData.path, workerData.options);
  const kept = session.outputNames.filter((name) => name !== 'probabilities');
  const first = session.inputMetadata.find(({ name }) => name === '0 past keys');
  const [, heads, , size] = first.shape;
  const nothing = Object.fromEntries(
    kept.map((name) => [name, new Tensor('float32', new Float32Array(0), [1, heads, 0, size])]),
  );

  function run(tokens, past, wanted) {
    const before = past[kept[0]].dims[2];
    const total = before + tokens.length;
    const feeds = {
      tokens: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
      'before the last': new Tensor('int32', [total - 1], [1]),
      total: new Tensor('int32', [total], []),
    };
    for (const name of kept) feeds[name.replace(' ', ' past ')] = past[name];
    return session.run(feeds, wanted);
  }

  async function read(id, tokens, past, wanted) {
    for (let at = 0; ; at += STEP) {
      if (gone.has(id)) throw new Error('the caller has gone');
      const piece = tokens.slice(at, at + STEP);
      if (at + STEP >= tokens.length) return run(piece, past, wanted);
      past = await run(piece, past, kept);
    }
  }

  async function answer({ id, tokens, shared }) {
    const isKnown = shared === beginning.tokens.length && beginning.tokens.every((token, at) => token === tokens[at]);
    if (!isKnown) {
      const past = await read(id, tokens.slice(0, shared), nothing, kept);
      beginning = { tokens: tokens.slice(0, shared), past };
    }
    const past = shared === 0 ? nothing : beginning.past;
    const { probabilities } = await read(id, tokens.slice(shared), past, ['probabilities']);
    return Array.from(probabilities.data);
  }

  parentPort.on('message', (message) => {
    if (message.gone !== undefined) {
      gone.add(message.gone);
      return;
    }
    const { id } = message;
    inTurn = inTurn.then(() => answer(message)).then(
      (probabilities) => parentPort.postMessage({ id, probabilities }),
      (error) => parentPort.postMessage({ id, error }),
    ).finally(() => gone.delete(id));
  });
  parentPort.postMessage('ready');
})();
`;
