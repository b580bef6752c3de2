/** How often chance is asked, and from where it starts. */
export interface ResamplingOptions {
  /** How many random samples are drawn, at least 1. @default 10,000 */
  readonly rounds?: number | undefined;
  /** An integer; the same seed gives the same result. @default 1 */
  readonly seed?: number | undefined;
}
