/** The result of one check. */
export interface Finding {
  /** A `problem` makes the command end with exit code 1; `skipped` is what could not be seen. */
  readonly status: 'ok' | 'warning' | 'problem' | 'skipped';
  readonly says: string;
  /** The advice to the user. */
  readonly remedy?: string | undefined;
}
