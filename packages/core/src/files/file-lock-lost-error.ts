/** A lock that another process took, since this one did not renew it, or that somebody deleted. See {@link lockFile}. */
export class FileLockLostError extends Error {
  override readonly name = 'FileLockLostError';
  readonly path: string;

  constructor(path: string) {
    super(
      `${path}: another process writes it by now, as this one stood still for too long; run it again`,
    );
    this.path = path;
  }
}
