/** The machine lacks something that an engine or a test needs. The message names it and the way to come by it. */
export class MissingRequirementError extends Error {
  override readonly name = 'MissingRequirementError';
  /** The Debian packages that bring it. */
  readonly packages: readonly string[];

  constructor(
    message: string,
    { packages = [], cause }: { packages?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.packages = packages;
  }
}
