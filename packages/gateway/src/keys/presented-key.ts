/** The key that a request shows, in any of the headers that its clients use. */
export function presentedKey(header: (name: string) => string | undefined): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(header('authorization') ?? '')?.[1];
  return bearer ?? header('x-api-key') ?? header('api-key');
}
