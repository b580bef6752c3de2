/** A listener for the progress of long work, told in the work's own measure. */
export interface ProgressOptions<TProgress> {
  /** Told again and again how far the work is. @default nobody */
  readonly onProgress?: ((progress: TProgress) => void) | undefined;
}
