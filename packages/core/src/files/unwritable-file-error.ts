import { dirname } from 'node:path';

/** A file that cannot be written where it is to be; `cause` is the file system's own error. See {@link lockFile} and {@link replaceFile}. */
export class UnwritableFileError extends Error {
  override readonly name = 'UnwritableFileError';
  readonly path: string;

  constructor(path: string, cause: NodeJS.ErrnoException) {
    const reason =
      cause.code === 'ENOENT'
        ? `there is no folder ${dirname(path)}; make it, or name another`
        : cause.message;
    super(`${path} cannot be written: ${reason}`, { cause });
    this.path = path;
  }

  /** Says of an error of the file system's which file cannot be written for it; any other stays as it is. */
  static of(path: string, error: unknown): unknown {
    const isOfSystem = error instanceof Error && 'syscall' in error;
    return isOfSystem ? new UnwritableFileError(path, error as NodeJS.ErrnoException) : error;
  }
}
