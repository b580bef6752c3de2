/** What one check saw. */
export interface Finding {
  /** A `problem` makes the command end with exit code 1; `skipped` is what could not be seen. */
  readonly status: 'ok' | 'warning' | 'problem' | 'skipped';
  readonly says: string;
  /** What to do about it. */
  readonly remedy?: string | undefined;
}
