import { GatewayError } from '../errors/gateway-error.ts';

/**
 * Reads the value that a request's body stands for, and no byte beyond the limit.
 *
 * @throws GatewayError `too_large`, or `invalid_json` without the parser's message, which quotes the text.
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readText(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayError('invalid_json', 'the body is not JSON');
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () => new GatewayError('too_large', `the body is larger than ${maxBytes} bytes`);
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  if (announced > maxBytes) throw tooLarge();
  // A body of a length that was told and checked cannot be longer, and is read in one piece.
  if (!Number.isNaN(announced)) return request.text();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
