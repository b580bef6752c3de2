import { BackendTimeoutError, type Ranking, type Reranker } from '@lb-rerank/core';
import { retrieverOrder } from '@lb-rerank/core/adapter';
import type { Admission } from '../admission/admission.ts';
import { wholeText } from '../dialects/request/document-text.ts';
import type { Question } from '../dialects/request/question.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { CallOptions } from '../http/call-options.ts';
import { estimatedTokens } from './estimated-tokens.ts';
import { pairsOf } from './pairs-of.ts';
import { asItStands, readHtml } from './read-passages.ts';

/** The reranker, and the admission control in front of it. */
export interface RankingDependencies {
  readonly reranker: Reranker;
  readonly admission: Admission;
}

/** The rankings of a question's searches, and the tokens that were read for them, as clients are told. */
export interface RankedQuestion {
  readonly rankings: readonly Ranking<string>[];
  readonly estimatedTokens: number;
}

/**
 * Ranks the documents of each search of a question: complete, or, where the caller wants its documents in any case,
 * with those that have no score in the order they came.
 *
 * @throws GatewayError `overloaded`, BackendTimeoutError where the time went by while HTML was read, or what kept documents from being scored; the signal's reason when aborted.
 */
export async function rankQuestion(
  { reranker, admission }: RankingDependencies,
  question: Question,
  {
    deadlineMs,
    onFailure,
    documentFormat,
    signal,
    cacheScope,
    longPassages,
  }: CallOptions & { readonly signal: AbortSignal; readonly cacheScope: string | undefined },
): Promise<RankedQuestion> {
  let searches = question.searches.map(asItStands);
  try {
    const rankings = await withAdmission(admission, { question, deadlineMs, signal }, async () => {
      const startedAt = performance.now();
      if (documentFormat === 'html') searches = await readHtml(question, { deadlineMs, signal });
      const timeLeftMs = Math.max(1, Math.round(deadlineMs - (performance.now() - startedAt)));
      return reranker.rerankMany(
        searches.map(({ query, documents, passages }) => ({
          query: query.toWellFormed(),
          // Half a surrogate pair is no text, and a backend may refuse its whole batch for it.
          candidates: documents.map((document, n) => ({
            document: wholeText(document),
            passage: passages[n]!.toWellFormed(),
          })),
          topN: question.topN,
          maxPassageTokens: question.maxPassageTokens,
          longPassages: longPassages ?? question.longPassages,
          cacheScope,
          deadlineMs: timeLeftMs,
          signal,
        })),
      );
    });
    const failed = rankings.find(({ counts }) => counts.unscored > 0);
    if (failed !== undefined && onFailure === 'error') throw failed.error;
    return { rankings, estimatedTokens: estimatedTokens(searches) };
  } catch (error) {
    const isOverload = error instanceof GatewayError && error.code === 'overloaded';
    const canPass = isOverload || error instanceof BackendTimeoutError;
    if (!canPass || onFailure === 'error') throw error;
    const { modelId } = reranker;
    const { topN } = question;
    const rankings = searches.map(({ documents }) =>
      retrieverOrder(
        documents.map((document) => ({ document: wholeText(document) })),
        { modelId, error, topN },
      ),
    );
    return { rankings, estimatedTokens: estimatedTokens(searches) };
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
  } catch (error) {
    // The time went by before the backend was asked.
    if (error instanceof BackendTimeoutError) done = 0;
    throw error;
  } finally {
    // A caller that left tells nothing of the backend, which must not be taken for broken either.
    admitted.leave(signal.aborted ? 0 : done);
  }
}

function isTimeout(error: Error): boolean {
  return 'code' in error && error.code === 'backend_timeout';
}
