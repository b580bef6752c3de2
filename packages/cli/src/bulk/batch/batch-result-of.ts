import { BackendResponseError, type LevelProbabilities, RerankError } from '@lb-rerank/core';
import { alternativesIn, probabilitiesOfChat } from '@lb-rerank/core/backend';
import { MalformedFileError } from '@lb-rerank/evaluation';

/** The result of one pair of a batch: its probabilities, or the reason why it has none. */
export type BatchResult = LevelProbabilities | Refusal;

/** The reason why a pair has no score. */
interface Refusal {
  readonly refusal: string;
  /** Makes the error that ends an import of which no pair has a score. It says nothing in the engine's words, which may quote a text. */
  readonly fault: () => RerankError;
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
  if (response === undefined && 'body' in fields) {
    const problem = 'holds a request and no result: name the file that the engine wrote';
    const fault = () => new MalformedFileError({ path: location, problem });
    return { refusal: 'the batch has no result for it', fault };
  }
  const isAnswered = (error ?? null) === null && response?.status_code === 200;
  if (!isAnswered) return failureOf({ response: response ?? null, error }, location);
  const body = response.body as ChatCompletion;
  try {
    if (alternativesIn(body).length === 0)
      return refusalOf('the batch answered without logprobs', { location });
    return probabilitiesOfChat(body, { url: location, modelId: body.model });
  } catch (cause) {
    if (cause instanceof RerankError) return { refusal: cause.message, fault: () => cause };
    return refusalOf('the batch answered with no chat completion', { location });
  }
}

function failureOf({ response, error }: Outcome, location: string): Refusal {
  const status = response?.status_code;
  const brief = `the batch answered with status ${status ?? 'none'}`;
  const reason = reasonIn(error) ?? reasonIn(response?.body);
  const refusal = reason === undefined ? brief : `${brief}: ${reason}`;
  const problem = `${brief}, and none of the pairs has a score; the line says more`;
  return refusalOf(refusal, { location, status, problem });
}

function refusalOf(
  refusal: string,
  {
    location,
    status,
    problem = `${refusal}, and none of the pairs has a score`,
  }: {
    readonly location: string;
    readonly status?: number | undefined;
    readonly problem?: string;
  },
): Refusal {
  return { refusal, fault: () => new BackendResponseError({ url: location, status, problem }) };
}

/** Finds the reason that an engine gives for a request that it did not answer: vLLM and OpenAI nest it differently. */
function reasonIn(body: unknown): string | undefined {
  if (typeof body === 'string') return body.slice(0, LONGEST_REASON) || undefined;
  if (typeof body !== 'object' || body === null) return undefined;
  const { message, error } = body as { message?: unknown; error?: unknown };
  return typeof message === 'string' ? message.slice(0, LONGEST_REASON) : reasonIn(error);
}
