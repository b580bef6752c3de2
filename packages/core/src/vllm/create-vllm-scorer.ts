import type { Scorer } from '../scorer/scorer.ts';
import { chatScorer } from './chat-scorer.ts';
import type { VllmScorerOptions } from './vllm-scorer-options.ts';

/**
 * A scorer on the LB Reranker under vLLM (`vllm serve lightblue/lb-reranker-0.5B-v1.0`), or another server with the
 * OpenAI chat API.
 *
 * @throws InvalidRequestError when `baseURL` is no HTTP address.
 */
export function createVllmScorer(options: VllmScorerOptions): Scorer {
  return chatScorer(options);
}
