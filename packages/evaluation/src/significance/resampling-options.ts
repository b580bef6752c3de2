/** The number of random samples, and their seed. */
export interface ResamplingOptions {
  /** The number of random samples, at least 1; more give a steadier result and take longer. @default 10,000 */
  readonly rounds?: number | undefined;
  /** An integer; the same seed gives the same result. @default 1 */
  readonly seed?: number | undefined;
}
