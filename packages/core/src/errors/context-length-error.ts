import { RerankError } from './rerank-error.ts';

/** The part of a pair that is too long, as far as that is known, and what it is longer than. */
export interface ContextLengthErrorOptions {
  readonly part?: 'query' | 'passage' | undefined;
  readonly index?: number | undefined;
  /** The tokens of a passage that may be read, where the caller set fewer than the context has. */
  readonly passageTokens?: number | undefined;
  readonly cause?: unknown;
}

/** A query and passage that do not fit the model's context together; {@link fittedScorer} cuts passages before that. */
export class ContextLengthError extends RerankError {
  readonly code = 'context_length' as const;

  /**
   * The text that is too long: `query` where it leaves no room for any passage; undefined where the backend tells only that
   * both together are.
   */
  readonly part: 'query' | 'passage' | undefined;
  /** The position of the passage in the request, where the backend tells it. */
  readonly index: number | undefined;
  readonly #options: ContextLengthErrorOptions;

  constructor(options: ContextLengthErrorOptions) {
    super(messageOf(options), { cause: options.cause });
    this.part = options.part;
    this.index = options.index;
    this.#options = options;
  }

  /** Gives the same error for a passage that has another position in a larger request. */
  at(index: number): ContextLengthError {
    return new ContextLengthError({ ...this.#options, index });
  }
}

function messageOf({ part, index, passageTokens }: ContextLengthErrorOptions): string {
  if (part === 'query') {
    return 'the query leaves no room for a passage in the context of the model; shorten it';
  }
  if (part === undefined) return 'a query and passage are longer than the context of the model';
  const passage = index === undefined ? 'a passage' : `passage ${index}`;
  return passageTokens === undefined
    ? `${passage} is longer than the context of the model leaves beside the query`
    : `${passage} is longer than the ${passageTokens} tokens that may be read of it`;
}
