/** Tells whether a status sends whoever asks to another address. */
export function isRedirect(status: number | undefined): boolean {
  return status !== undefined && status >= 300 && status < 400;
}
