import { type LevelProbabilities, RerankError } from '@lb-rerank/core';
import { alternativesIn, probabilitiesOfChat } from '@lb-rerank/core/backend';

/** The result of one pair of a batch: its probabilities, or the reason why it has none. */
export type BatchResult = LevelProbabilities | Refusal;

/** The reason why a pair has no score. */
interface Refusal {
  readonly refusal: string;
  /** The error that it comes from, where the answer itself was at fault. */
  readonly cause?: RerankError;
}

type ChatCompletion = Parameters<typeof probabilitiesOfChat>[0];

/** Characters of an engine's reason that an output repeats. */
const LONGEST_REASON = 300;

/** The part of a line that says how a request ended. */
interface Outcome {
  readonly response?: { readonly status_code?: number; readonly body?: unknown } | null;
  readonly error?: unknown;
}

/** Reads the result on a line of a batch's results. What is wrong with one line says so, and ends nothing. */
export function batchResultOf(
  fields: Readonly<Record<string, unknown>>,
  location: string,
): BatchResult {
  const { response, error } = fields as Outcome;
  const isAnswered = (error ?? null) === null && response?.status_code === 200;
  if (!isAnswered) return { refusal: refusalIn({ response: response ?? null, error }) };
  const body = response.body as ChatCompletion;
  try {
    if (alternativesIn(body).length === 0)
      return { refusal: 'the batch answered without logprobs' };
    return probabilitiesOfChat(body, { url: location, modelId: body.model });
  } catch (cause) {
    return cause instanceof RerankError
      ? { refusal: cause.message, cause }
      : { refusal: 'the batch answered with no chat completion' };
  }
}

function refusalIn({ response, error }: Outcome): string {
  const reason = reasonIn(error) ?? reasonIn(response?.body);
  const status = `the batch answered with status ${response?.status_code ?? 'none'}`;
  return reason === undefined ? status : `${status}: ${reason}`;
}

/** Finds the reason that an engine gives for a request that it did not answer: vLLM and OpenAI nest it differently. */
function reasonIn(body: unknown): string | undefined {
  if (typeof body === 'string') return body.slice(0, LONGEST_REASON) || undefined;
  if (typeof body !== 'object' || body === null) return undefined;
  const { message, error } = body as { message?: unknown; error?: unknown };
  return typeof message === 'string' ? message.slice(0, LONGEST_REASON) : reasonIn(error);
}
