import type { Gateway } from '../gateway.ts';

/** Posts JSON to a gateway without a socket, and reads the answer. */
export async function postTo(
  { app }: Gateway,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ response: Response; body: unknown }> {
  const response = await app.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  });
  return { response, body: await response.json() };
}
