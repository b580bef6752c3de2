import { type LevelProbabilities, RerankError } from '@lb-rerank/core';
import { probabilitiesOfChat } from '@lb-rerank/core/backend';
import { type JsonLine, MalformedFileError, readJsonLines } from '@lb-rerank/evaluation';

/** The result of one pair of a batch: its probabilities, or the reason why it has none. */
export type BatchResult = LevelProbabilities | { readonly refusal: string };

type ChatCompletion = Parameters<typeof probabilitiesOfChat>[0];

/**
 * The results of a batch by their ids. They are read on only as far as they are asked for, so that a file in request order,
 * as `vllm run-batch` writes it, takes no memory; what stands before its turn is kept until then.
 */
export class BatchResults {
  readonly #path: string;
  readonly #lines: AsyncIterator<JsonLine>;
  readonly #early = new Map<string, BatchResult>();

  constructor(path: string) {
    this.#path = path;
    this.#lines = readJsonLines(path)[Symbol.asyncIterator]();
  }

  /** @throws MalformedFileError where the file has no such id, or a line that is no result. */
  async of(id: string): Promise<BatchResult> {
    const early = this.#early.get(id);
    if (early !== undefined) {
      this.#early.delete(id);
      return early;
    }
    for (;;) {
      const next = await this.#lines.next();
      if (next.done === true) {
        const problem = `has no ${id}: is the batch done, and of this input?`;
        throw new MalformedFileError({ path: this.#path, problem });
      }
      const { custom_id: found } = next.value.fields;
      if (typeof found !== 'string') throw this.#malformed(next.value, 'has no "custom_id"');
      const result = this.#resultOf(next.value);
      if (found === id) return result;
      this.#early.set(found, result);
    }
  }

  #resultOf(line: JsonLine): BatchResult {
    const { response, error } = line.fields as {
      response?: { status_code?: number; body?: ChatCompletion } | null;
      error?: unknown;
    };
    if (error != null || response?.status_code !== 200) {
      return { refusal: `the batch answered with status ${response?.status_code ?? 'none'}` };
    }
    const { body } = response;
    if (body === undefined) throw this.#malformed(line, 'has no response body');
    try {
      const url = `${this.#path}:${line.line}`;
      return probabilitiesOfChat(body, { url, modelId: body.model });
    } catch (cause) {
      if (cause instanceof RerankError) throw cause;
      throw this.#malformed(line, 'is no chat completion');
    }
  }

  #malformed({ line }: JsonLine, problem: string): MalformedFileError {
    return new MalformedFileError({ path: this.#path, line, problem });
  }
}
