/** How far a download is. */
export interface DownloadProgress {
  readonly downloadedBytes: number;
  readonly totalBytes: number;
}
