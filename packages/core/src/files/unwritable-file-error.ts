import { dirname } from 'node:path';

/** A file that cannot be written where it is to be; `cause` is the file system's own error. See {@link lockFile}. */
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
}
