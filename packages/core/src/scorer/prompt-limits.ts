/** How long a backend's prompts may be, and how it counts them. */
export interface PromptLimits {
  /** The tokens that a prompt and its answer may have together. */
  contextTokens(signal?: AbortSignal): Promise<number>;
  /** The number of tokens of a text, special tokens in it read as such. */
  countTokens(text: string, signal?: AbortSignal): Promise<number>;
  /**
   * Whether what is too long is refused by a ContextLengthError, so that texts which hardly can be need no count.
   * @default false
   */
  readonly refusesTooLong?: boolean | undefined;
}
