/** A file or folder that was named to be read is not there, is of the wrong kind, or is closed to this user. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly path: string;

  /** @param argument the caller's word for it, such as `--run bm25.run`. */
  constructor(
    argument: string,
    problem: string,
    { path, cause }: { path: string; cause?: unknown },
  ) {
    super(`${argument}: ${problem}`, { cause });
    this.path = path;
  }
}
