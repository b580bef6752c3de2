/** A client's own method, by which the engine is asked. */
type Ask = (...call: unknown[]) => unknown;

/** An answer that is still to come, as OpenSearch's client gives it. */
interface Abortable {
  abort(): unknown;
}

/**
 * Runs a search whose answer can be aborted where the client's own can be, as OpenSearch's: what is asked of the engine, and
 * then the reranking. Aborted, the answer rejects as the client's own does, or with an `AbortError` from the reranker.
 *
 * @param search runs it, by a way to ask; the signal ends all that follows
 */
export function abortable(ask: Ask, search: (ask: Ask, aborted: AbortSignal) => unknown): unknown {
  const aborting = new AbortController();
  let asked: unknown;
  const answer = search((...call) => (asked = ask(...call)), aborting.signal);
  if (!(answer instanceof Promise) || !isAbortable(asked)) return answer;
  const abort = () => {
    aborting.abort();
    (asked as Abortable).abort();
    return aborted;
  };
  const aborted = Object.assign(answer, { abort });
  return aborted;
}

function isAbortable(asked: unknown): asked is Abortable {
  return typeof (asked as Partial<Abortable> | undefined)?.abort === 'function';
}

/** Gives the signal of a call, or one that also ends with another. */
export function eitherSignal(
  signal: AbortSignal | undefined,
  aborted: AbortSignal | undefined,
): AbortSignal | undefined {
  return signal && aborted ? AbortSignal.any([signal, aborted]) : (signal ?? aborted);
}
