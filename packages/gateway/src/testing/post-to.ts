import type { Gateway } from '../gateway.ts';

/** Posts JSON to a gateway without a socket, and reads the answer; the signal's abort is the caller leaving. */
export async function postTo(
  { app }: Gateway,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  signal: AbortSignal | null = null,
): Promise<{ response: Response; body: unknown }> {
  const response = await app.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
    signal,
  });
  return { response, body: await response.json() };
}
