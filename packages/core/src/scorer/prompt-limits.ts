/** The length that a backend's prompts may have, and the backend's way of counting it. */
export interface PromptLimits {
  /** Tells the tokens that a prompt and its answer may have together. */
  contextTokens(signal?: AbortSignal): Promise<number>;
  /**
   * Counts the tokens of a text, special tokens in it read as such. Of more than the context can hold, an estimate will do
   * that is more than that, too.
   */
  countTokens(text: string, signal?: AbortSignal): Promise<number>;
  /**
   * Whether what is too long is refused by a ContextLengthError, so that texts which hardly can be need no count.
   * @default false
   */
  readonly refusesTooLong?: boolean | undefined;
}
