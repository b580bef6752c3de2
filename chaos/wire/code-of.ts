/** Gives a word for the reason why no answer came, such as ECONNRESET. */
export function codeOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code ?? name;
}
