const RETRYABLE_STATUS = new Set([408, 425, 429]);

/** Tells whether a server that answers with this HTTP status may answer otherwise later. */
export function isRetryableStatus(status: number): boolean {
  return status >= 500 || RETRYABLE_STATUS.has(status);
}
