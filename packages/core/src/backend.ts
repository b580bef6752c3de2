export { requireHttpAddress } from './arguments/require-http-address.ts';
export { requireScorers } from './arguments/require-scorer.ts';
export { requireScoreRequest } from './arguments/require-score-request.ts';
export { type NumberRange, requireNumber } from './arguments/require-number.ts';
export { requirePositiveInteger } from './arguments/require-positive-integer.ts';
export { OpenaiConnection } from './http/openai-connection.ts';
export { GOLDEN_PAIRS, type GoldenPair } from './model-kind/golden-pairs.ts';
export type { ModelKind } from './model-kind/model-kind.ts';
export { modelKindOf } from './model-kind/model-kind-of.ts';
export { stopWatch, type EarlyStop, type StopWatch } from './rerank/early-stop.ts';
export { requireEarlyStop } from './rerank/require-early-stop.ts';
export { inNormalForm } from './prompt/in-normal-form.ts';
export { areProbabilities } from './score/are-probabilities.ts';
export { checkedProbabilities, type ProbabilitySource } from './score/checked-probabilities.ts';
export { probabilityMass } from './score/probability-mass.ts';
export {
  isPairScorer,
  type Pair,
  type PairScorer,
  type PairScoreRequest,
} from './scorer/pair-scorer.ts';
export { backendChannel, type BackendRequest } from './telemetry/channels.ts';
export { LONGEST_TIMER_MS } from './time/with-time-limit.ts';
export { nounOf } from './text/noun-of.ts';
export { printable } from './text/printable.ts';
export { failTogether } from './time/fail-together.ts';
export { type ProgressLinesOptions, startProgressLines } from './time/start-progress-lines.ts';
export { piecesOfThread } from './time/short-pieces.ts';
export {
  chatRequest,
  LEVEL_TOKEN_IDS,
  type ChatRequestOptions,
} from './vllm/modes/chat-request.ts';
export { alternativesIn, probabilitiesOfChat } from './vllm/modes/probabilities-of-chat.ts';
export { lenientInteger } from './wire/lenient-integer.ts';
