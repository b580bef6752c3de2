import type { OpenAI } from 'openai';
import pLimit from 'p-limit';
import { BackendOutputError } from '../errors/backend-output-error.ts';
import { promptMessages } from '../prompt/prompt.ts';
import { checkedProbabilities } from '../score/checked-probabilities.ts';
import { LEVELS } from '../score/level-probabilities.ts';
import type { Scorer } from '../scorer/scorer.ts';
import { backendErrorOf } from './backend-error-of.ts';
import { createOpenAIClient } from './create-openai-client.ts';
import { DEFAULT_MODEL } from './default-model.ts';
import type { VllmScorerOptions } from './vllm-scorer-options.ts';

/** As many alternatives as the card asks for: the seven levels are among them whenever they matter. */
const TOP_LOGPROBS = 14;

/**
 * Scores the way the model card does: one chat completion a pair, one token long, read from its top logprobs.
 *
 * Works with any OpenAI-compatible server. A level outside the top 14 counts 0.
 *
 * @throws BackendOutputError when no level is among the logprobs or their mass is too small.
 */
export function chatScorer(options: VllmScorerOptions): Scorer {
  const {
    baseURL: url,
    model: modelId = DEFAULT_MODEL,
    concurrency = 64,
    timeoutMs,
    minMass,
  } = options;
  const client = createOpenAIClient(options);
  const inTurn = pLimit(concurrency);

  async function scorePair(query: string, passage: string, signal: AbortSignal) {
    signal.throwIfAborted();
    const completion = await client.chat.completions.create(
      {
        model: modelId,
        messages: [...promptMessages(query, passage)],
        max_tokens: 1,
        temperature: 0,
        logprobs: true,
        top_logprobs: TOP_LOGPROBS,
      },
      { signal },
    );
    return checkedProbabilities(levelProbabilitiesOf(completion, url, modelId), {
      url,
      modelId,
      minMass,
    });
  }

  return {
    modelId,
    async score({ query, passages, signal }) {
      // The first failure ends the other requests of this call: their answers would not be used.
      const failed = new AbortController();
      const ended = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
      try {
        return await Promise.all(
          passages.map((passage) => inTurn(() => scorePair(query, passage, ended))),
        );
      } catch (cause) {
        signal?.throwIfAborted();
        failed.abort(cause);
        throw backendErrorOf(cause, url, timeoutMs);
      }
    },
  };
}

function levelProbabilitiesOf(
  completion: OpenAI.ChatCompletion,
  url: string,
  modelId: string,
): number[] {
  const alternatives = completion.choices[0]?.logprobs?.content?.[0]?.top_logprobs ?? [];
  const logprobs = new Map(alternatives.map(({ token, logprob }) => [token, logprob]));
  if (!LEVELS.some((level) => logprobs.has(`${level}`))) {
    throw new BackendOutputError({
      url,
      modelId,
      problem: 'answers with none of the levels 1 to 7',
    });
  }
  return LEVELS.map((level) => Math.exp(logprobs.get(`${level}`) ?? -Infinity));
}
