import { type LevelProbabilities, RerankError } from '@lb-rerank/core';
import { alternativesIn, probabilitiesOfChat } from '@lb-rerank/core/backend';
import { type JsonLine, MalformedFileError, readJsonLines } from '@lb-rerank/evaluation';

/** The result of one pair of a batch: its probabilities, or the reason why it has none. */
export type BatchResult = LevelProbabilities | { readonly refusal: string };

type ChatCompletion = Parameters<typeof probabilitiesOfChat>[0];

/** Characters of an engine's reason that an output repeats. */
const LONGEST_REASON = 300;

/**
 * The results of a batch by their ids. They are read on only as far as they are asked for, so that a file in request order,
 * as `vllm run-batch` writes it, takes no memory; what stands before its turn is kept until then.
 */
export class BatchResults {
  readonly #lines: AsyncIterator<{ readonly path: string; readonly line: JsonLine }>;
  readonly #early = new Map<string, BatchResult>();

  /** @param paths the files that the engine wrote; some write what failed into one of its own */
  constructor(paths: readonly string[]) {
    this.#lines = linesOf(paths);
  }

  /** Gives the result of a pair, or undefined where the files have none. @throws MalformedFileError for a line that is no result. */
  async of(id: string): Promise<BatchResult | undefined> {
    const early = this.#early.get(id);
    if (early !== undefined) {
      this.#early.delete(id);
      return early;
    }
    for (;;) {
      const next = await this.#lines.next();
      if (next.done === true) return undefined;
      const { path, line } = next.value;
      const { custom_id: found } = line.fields;
      if (typeof found !== 'string') throw malformed(path, line, 'has no "custom_id"');
      const result = resultOf(path, line);
      if (found === id) return result;
      this.#early.set(found, result);
    }
  }
}

async function* linesOf(paths: readonly string[]) {
  for (const path of paths) {
    for await (const line of readJsonLines(path)) yield { path, line };
  }
}

/** The part of a line that says how a request ended. */
interface Outcome {
  readonly response?: { readonly status_code?: number; readonly body?: unknown } | null;
  readonly error?: unknown;
}

function resultOf(path: string, line: JsonLine): BatchResult {
  const { response, error } = line.fields as Outcome;
  const isAnswered = (error ?? null) === null && response?.status_code === 200;
  if (!isAnswered) return { refusal: refusalIn({ response: response ?? null, error }) };
  if (response.body === undefined) throw malformed(path, line, 'has no response body');
  return probabilitiesIn(response.body as ChatCompletion, path, line);
}

function probabilitiesIn(body: ChatCompletion, path: string, line: JsonLine): BatchResult {
  try {
    const url = `${path}:${line.line}`;
    if (alternativesIn(body).length === 0)
      return { refusal: 'the batch answered without logprobs' };
    return probabilitiesOfChat(body, { url, modelId: body.model });
  } catch (cause) {
    if (cause instanceof RerankError) throw cause;
    throw malformed(path, line, 'is no chat completion');
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

function malformed(path: string, { line }: JsonLine, problem: string): MalformedFileError {
  return new MalformedFileError({ path, line, problem });
}
