import { RerankError } from './rerank-error.ts';

/** A query and passage that do not fit the model's context together; {@link fittedScorer} cuts passages before that. */
export class ContextLengthError extends RerankError {
  readonly code = 'context_length' as const;

  /** The position of the passage in the request, where the backend tells it. */
  readonly index: number | undefined;

  constructor({ index, cause }: { index?: number | undefined; cause?: unknown }) {
    super(
      index === undefined
        ? 'a passage is longer than the context of the model'
        : `passage ${index} is longer than the context of the model`,
      { cause },
    );
    this.index = index;
  }
}
