/** Finds the system's own word for what went wrong, such as ECONNREFUSED, among an error's causes; undefined where there is none. */
export function systemCodeOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; { cause } = cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  }
  return undefined;
}
