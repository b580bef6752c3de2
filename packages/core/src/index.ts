export { type RerankingQuery, rerankingQuery } from './context/reranking-query.ts';
export { BackendConnectionError } from './errors/backend-connection-error.ts';
export { BackendError } from './errors/backend-error.ts';
export { BackendOutputError } from './errors/backend-output-error.ts';
export { BackendResponseError } from './errors/backend-response-error.ts';
export { BackendTimeoutError } from './errors/backend-timeout-error.ts';
export { ContextLengthError } from './errors/context-length-error.ts';
export { InvalidRequestError } from './errors/invalid-request-error.ts';
export { RerankError, type RerankErrorCode } from './errors/rerank-error.ts';
export { RetrievalError } from './errors/retrieval-error.ts';
export {
  PROMPT_VERSION,
  promptMessages,
  type PromptMessage,
  renderPrompt,
} from './prompt/prompt.ts';
export type { Candidate } from './rerank/candidate.ts';
export { createReranker } from './reranker/create-reranker.ts';
export type { RerankerOptions } from './reranker/reranker-options.ts';
export type { RankedResult, Ranking, RankingOutcome } from './rerank/ranking.ts';
export { rerank, type RerankOptions } from './rerank/rerank.ts';
export type { RerankRequest } from './rerank/rerank-request.ts';
export type { Reranker } from './reranker/reranker.ts';
export { cardScore } from './score/card-score.ts';
export { expectedScore } from './score/expected-score.ts';
export { type LevelProbabilities, LEVELS } from './score/level-probabilities.ts';
export { notebookScore } from './score/notebook-score.ts';
export { relevanceScore } from './score/relevance-score.ts';
export type { ScoreCache } from './cache/score-cache.ts';
export { cachedScorer } from './decorators/cached-scorer.ts';
export { balancedScorer, type BalancedScorerOptions } from './decorators/balanced-scorer.ts';
export { batchedScorer, type BatchedScorerOptions } from './decorators/batched-scorer.ts';
export { createMemoryCache, type MemoryCacheOptions } from './cache/create-memory-cache.ts';
export { createTieredCache, type TieredCacheOptions } from './cache/create-tiered-cache.ts';
export { fittedScorer, type FittedScorerOptions } from './decorators/fitted-scorer.ts';
export { lengthTolerantScorer } from './decorators/length-tolerant-scorer.ts';
export { resilientScorer, type ResilientScorerOptions } from './decorators/resilient-scorer.ts';
export { singleFlightScorer } from './decorators/single-flight-scorer.ts';
export type { PassageFit } from './scorer/passage-fit.ts';
export type { PromptLimits } from './scorer/prompt-limits.ts';
export type { Scorer, ScoreRequest } from './scorer/scorer.ts';
export { DEFAULT_MODEL } from './vllm/default-model.ts';
export { createVllmScorer, type VllmScorer } from './vllm/create-vllm-scorer.ts';
export type { VllmScorerOptions } from './vllm/vllm-scorer-options.ts';
export type { RerankMark } from './wire/rerank-mark.ts';
export type { RerankSummary } from './wire/rerank-summary.ts';
export type { SkippedSummary } from './wire/skipped-summary.ts';
export type { VllmMode } from './vllm/server/vllm-server.ts';
