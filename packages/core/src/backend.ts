export { requirePositiveInteger } from './rerank/require-positive-integer.ts';
export { checkedProbabilities, type ProbabilitySource } from './score/checked-probabilities.ts';
export { probabilityMass } from './score/probability-mass.ts';
export {
  isPairScorer,
  type Pair,
  type PairScorer,
  type PairScoreRequest,
} from './scorer/pair-scorer.ts';
export { chatRequest, type ChatRequestOptions } from './vllm/chat-request.ts';
export { probabilitiesOfChat } from './vllm/probabilities-of-chat.ts';
export { requireHttpAddress } from './vllm/require-http-address.ts';
export { VllmConnection } from './vllm/vllm-connection.ts';
