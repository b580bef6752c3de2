/** A file that keeps what was scored could not be written: the disk is full, or the file was taken away. */
export class JournalWriteError extends Error {
  override readonly name = 'JournalWriteError';
  readonly path: string;

  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${path} could not be written (${reason}); what it holds is kept, so run again later`, {
      cause,
    });
    this.path = path;
  }
}
