import type { Candidate } from '../rerank/candidate.ts';
import type { Ranking } from '../rerank/ranking.ts';
import type { RerankRequest } from '../rerank/rerank-request.ts';
import type { Reranker } from '../reranker/reranker.ts';
import { isPromiseLike } from '../time/is-promise-like.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { withTimeLimit } from '../time/with-time-limit.ts';
import type { Passage } from './passage/passage-reader-of.ts';
import type { RerankSettings } from './rerank-settings.ts';
import { retrieverOrder } from './retriever-order.ts';

/** Hits of an engine, best first, and the way to read and rank them: the argument of {@link rankHits}. */
export interface HitsToRank<THit, TDocument> extends Pick<RerankRequest<TDocument>, 'signal'> {
  readonly hits: readonly THit[];
  /**
   * Gives the hit as the caller is to see it, and the engine's own score.
   *
   * @param passage what `passageOf` read; null where the hits keep the engine's order because it failed
   */
  readonly candidateOf: (hit: THit, passage: Passage) => Omit<Candidate<TDocument>, 'passage'>;
  /** Reads a hit's text; may be the caller's own function, may take its time, which counts into the deadline, and may fail. */
  readonly passageOf: (hit: THit) => Passage | Promise<Passage>;
  readonly settings: RerankSettings;
}

/**
 * Ranks the hits of an engine. If that fails, it keeps the engine's order by {@link retrieverOrder}, so that a failure after
 * the engine's answer never hides that answer.
 *
 * @throws the signal's reason when aborted, and nothing else.
 *
 * @example
 * ```ts
 * import { createReranker, createVllmScorer } from '@lb-rerank/core';
 * import { rankHits, rerankSettingsOf } from '@lb-rerank/core/adapter';
 *
 * const scorer = createVllmScorer({ baseURL: 'http://127.0.0.1:8000/v1' });
 * const hits = [
 *   { id: 1, body: 'Apples are red.', bm25: 7.1 },
 *   { id: 2, body: 'The scientific name of the apple is Malus domestica.', bm25: 6.8 },
 * ];
 * const ranking = await rankHits(createReranker({ scorer }), {
 *   hits,
 *   candidateOf: (hit) => ({ document: hit, retrieverScore: hit.bm25 }),
 *   passageOf: (hit) => hit.body,
 *   settings: rerankSettingsOf({ minScore: 1 }, { rankWindowSize: 50 }, () => 'the Latin name of apples'),
 * });
 * console.log(ranking.outcome, ranking.results[0]?.document.id); // reranked 2
 * ```
 */
export async function rankHits<THit, TDocument>(
  reranker: Reranker,
  { hits, candidateOf, passageOf, settings, signal }: HitsToRank<THit, TDocument>,
): Promise<Ranking<TDocument>> {
  try {
    const { passages, deadlineMs } = await readInTime(
      () => hits.map((hit) => begun(() => passageOf(hit))),
      settings.deadlineMs,
      signal,
    );
    const candidates = hits.map((hit, n) => {
      const passage = passages[n]!;
      return { ...candidateOf(hit, passage), passage };
    });
    return await reranker.rerank({
      ...settings,
      ...(deadlineMs !== undefined && { deadlineMs }),
      candidates,
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    return retrieverOrder(
      hits.map((hit) => candidateOf(hit, null)),
      { modelId: reranker.modelId, rankWindowSize: settings.rankWindowSize, error },
    );
  }
}

/** Begins to read; what is thrown at once is a failure like a later one, and leaves none of those behind, heard by nobody. */
function begun<T>(read: () => T | Promise<T>): T | Promise<T> {
  try {
    return read();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Reads passages, and takes the time that it took off the deadline. */
async function readInTime(
  begin: () => readonly (Passage | Promise<Passage>)[],
  deadlineMs: number | undefined,
  signal: AbortSignal | undefined,
): Promise<{ readonly passages: readonly Passage[]; readonly deadlineMs: number | undefined }> {
  const startedAt = performance.now();
  // Whole milliseconds, since the error of a deadline names them.
  const timeLeft = () =>
    deadlineMs && Math.max(1, Math.round(deadlineMs - (performance.now() - startedAt)));
  const passages = begin();
  if (!passages.some((passage) => isPromiseLike<Passage>(passage))) {
    return { passages: passages as readonly Passage[], deadlineMs: timeLeft() };
  }
  const read = await withTimeLimit(timeLeft(), signal, (limit) =>
    untilAborted(Promise.all(passages.map(async (passage) => passage)), limit.signal).catch(
      (cause: unknown) => {
        if (!limit.isOver) throw cause;
        const message = `the passages were not read within ${deadlineMs} ms (deadlineMs)`;
        throw new DOMException(message, 'TimeoutError');
      },
    ),
  );
  return { passages: read, deadlineMs: timeLeft() };
}
