type Callback = (error: unknown, answer: unknown) => void;

/** The answer that a callback gets beside an error of ours, which came before the engine's. */
const NO_ANSWER = { body: null, statusCode: null, headers: null, warnings: null };

/**
 * Runs a call that may end with a callback, which OpenSearch's client takes and its `helpers.msearch` gives, as one whose
 * answer is awaited.
 */
export function calledBack<TCall extends readonly unknown[]>(
  call: TCall,
  run: (awaited: TCall) => unknown,
): unknown {
  const callback = call.at(-1);
  if (typeof callback !== 'function') return run(call);
  const answer = run(call.slice(0, -1) as unknown as TCall);
  // Outside of the promise, so that what a callback throws is not taken for a rejection.
  const tell = (...told: Parameters<Callback>) => process.nextTick(callback, ...told);
  Promise.resolve(answer).then(
    (found) => tell(null, found),
    (error: unknown) => tell(error, (error as { meta?: unknown }).meta ?? { ...NO_ANSWER }),
  );
  return answer;
}
