import type { Ranking, Reranker } from '@lb-rerank/core';
import { retrieverOrder } from '@lb-rerank/core/adapter';
import type { Admission } from '../admission/admission.ts';
import type { Question } from '../dialects/request/question.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { CallOptions } from '../http/call-options.ts';
import { pairsOf } from './pairs-of.ts';

/** The reranker, and the admission control in front of it. */
export interface RankingDependencies {
  readonly reranker: Reranker;
  readonly admission: Admission;
}

/**
 * Ranks the documents of each search of a question: complete, or, where the caller wants its documents in any case,
 * with those that have no score in the order they came.
 *
 * @throws GatewayError `overloaded`, or what kept documents from being scored; the signal's reason when aborted.
 */
export async function rankQuestion(
  { reranker, admission }: RankingDependencies,
  question: Question,
  {
    deadlineMs,
    onFailure,
    signal,
    cacheScope,
    longPassages,
  }: CallOptions & { readonly signal: AbortSignal; readonly cacheScope: string | undefined },
): Promise<readonly Ranking<string>[]> {
  try {
    const rankings = await withAdmission(admission, { question, deadlineMs, signal }, () =>
      reranker.rerankMany(
        question.searches.map(({ query, documents }) => ({
          query: query.toWellFormed(),
          // Half a surrogate pair is no text, and a backend may refuse its whole batch for it.
          candidates: documents.map((document) => ({
            document,
            passage: document.toWellFormed(),
          })),
          topN: question.topN,
          maxPassageTokens: question.maxPassageTokens,
          longPassages: longPassages ?? question.longPassages,
          cacheScope,
          deadlineMs,
          signal,
        })),
      ),
    );
    const failed = rankings.find(({ counts }) => counts.unscored > 0);
    if (failed !== undefined && onFailure === 'error') throw failed.error;
    return rankings;
  } catch (error) {
    const isOverload = error instanceof GatewayError && error.code === 'overloaded';
    if (!isOverload || onFailure === 'error') throw error;
    const { modelId } = reranker;
    const { topN } = question;
    return question.searches.map(({ documents }) =>
      retrieverOrder(
        documents.map((document) => ({ document })),
        { modelId, error, topN },
      ),
    );
  }
}

async function withAdmission(
  admission: Admission,
  { question, deadlineMs, signal }: { question: Question; deadlineMs: number; signal: AbortSignal },
  rank: () => Promise<readonly Ranking<string>[]>,
): Promise<readonly Ranking<string>[]> {
  const admitted = admission.admit({ pairs: pairsOf(question), deadlineMs });
  let done: number | undefined;
  try {
    const rankings = await rank();
    const isDown = rankings.some(({ error }) => error !== undefined && !isTimeout(error));
    done = isDown ? undefined : rankings.reduce((sum, { counts }) => sum + counts.scored, 0);
    return rankings;
  } finally {
    // A caller that left tells nothing of the backend, which must not be taken for broken either.
    admitted.leave(signal.aborted ? 0 : done);
  }
}

function isTimeout(error: Error): boolean {
  return 'code' in error && error.code === 'backend_timeout';
}
