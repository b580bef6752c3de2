/** Reads a limit of vLLM's API, where 0 and -1 stand for the server's own. */
export function vllmTokenLimit(value: number | null | undefined): number | undefined {
  return value !== null && value !== undefined && value > 0 ? value : undefined;
}
