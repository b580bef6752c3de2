import { GatewayError } from '../errors/gateway-error.ts';
import { BodyBuffer } from './body-buffer.ts';

/**
 * Reads the value that a request's body stands for, and no byte beyond the limit, packed or unpacked.
 *
 * @throws GatewayError `too_large`, `unsupported_encoding` for another packing than gzip, or `invalid_json` without the
 *   parser's message, which quotes the text.
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
  const packing = packingOf(request);
  const isWhole = packing === undefined && !Number.isNaN(announced);
  const body = new BodyBuffer(maxBytes, isWhole ? announced : undefined);
  for await (const part of unpacked(request, packing)) {
    if (!body.add(part)) throw tooLarge();
  }
  return body.toString();
}

/** Finds out how a body is packed. @throws GatewayError for a way that is not read. */
function packingOf({ headers }: Request): 'gzip' | undefined {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return undefined;
  if (encoding === 'gzip' || encoding === 'x-gzip') return 'gzip';
  const message = `content-encoding ${encoding.slice(0, 40)} is not read: send gzip, or leave it out`;
  throw new GatewayError('unsupported_encoding', message);
}

async function* unpacked(
  { body }: Request,
  packing: 'gzip' | undefined,
): AsyncIterable<Uint8Array> {
  if (body === null) return;
  if (packing === undefined) {
    yield* body;
    return;
  }
  const stream = body.pipeThrough(new DecompressionStream(packing));
  try {
    yield* stream;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new GatewayError('invalid_json', 'the body is not what its content-encoding says');
  }
}
