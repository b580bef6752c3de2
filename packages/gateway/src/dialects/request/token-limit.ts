/** Reads a limit as vLLM has it, where 0 and -1 stand for the server's own. */
export function tokenLimit(value: number | null | undefined): number | undefined {
  return value !== null && value !== undefined && value > 0 ? value : undefined;
}
