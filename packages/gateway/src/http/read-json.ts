import type { IncomingMessage } from 'node:http';
import type { HeldBytes } from '../admission/bytes-in-flight.ts';
import type { Turns } from '../admission/turns.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import { BodyText } from './body-text.ts';
import { JsonMeasure } from './json-measure.ts';

/** Names that differ from each other in one body: each costs the parser microseconds, and real bodies have tens. */
const MAX_NAMES = 2000;
/** Lists and objects inside of each other in one body; real ones have less than ten. */
const MAX_DEPTH = 100;

/** The limits of a body, and what all bodies share. */
interface ReadJsonOptions {
  readonly maxBodyBytes: number;
  readonly maxValues: number;
  /** Told of every byte that is kept. */
  readonly held: HeldBytes;
  /** Long work of this thread, such as parsing a large body, waits for its turn among these. */
  readonly turns: Turns;
  /** Node's own message behind the request, where there is one: its body costs a fraction of what a web stream does. */
  readonly incoming?: IncomingMessage | undefined;
}

/**
 * Reads the value that a request's body stands for, and no byte beyond the limit, packed or unpacked. What the body holds is counted
 * while it comes in, so that nothing is parsed that would take long.
 *
 * @throws GatewayError `too_large`, `overloaded`, `unsupported_encoding` for another packing than gzip, or `invalid_json` without
 *   the parser's message, which quotes the text.
 */
export async function readJson(request: Request, options: ReadJsonOptions): Promise<unknown> {
  const { held, turns } = options;
  const body = await readBody(request, options);
  if (!held.isLarge) return parsed(body.end());
  const text = await turns.take(() => body.end(), request.signal);
  return turns.take(() => parsed(text), request.signal);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayError('invalid_json', 'the body is not JSON');
  }
}

async function readBody(
  request: Request,
  { maxBodyBytes, maxValues, held, turns, incoming }: ReadJsonOptions,
): Promise<BodyText> {
  const packing = packingOf(request);
  const expected = lengthOf(request, { maxBodyBytes, packing });
  const body = new BodyText(expected);
  const measure = new JsonMeasure({ maxValues, maxNames: MAX_NAMES, maxDepth: MAX_DEPTH });
  // Room for a whole body is taken first, so that whoever begins to send one can end it.
  let refusal = expected === undefined ? undefined : held.add(expected);
  let length = 0;
  const take = (part: Uint8Array) => {
    refusal = excessOf(measure.add(part));
    if (refusal === undefined) body.add(part);
  };
  for await (const part of partsOf(request, { packing, incoming })) {
    length += part.byteLength;
    if (length > maxBodyBytes) throw tooLarge(maxBodyBytes);
    if (expected === undefined) refusal ??= held.add(part.byteLength);
    // What follows in a body that is refused is read and dropped: a connection with a body in it could take no other request.
    if (refusal === undefined) await (held.isLarge ? turns.piece(() => take(part)) : take(part));
    else body.clear();
  }
  if (refusal !== undefined) throw refusal;
  return body;
}

function tooLarge(maxBodyBytes: number): GatewayError {
  return new GatewayError('too_large', `the body is larger than ${maxBodyBytes} bytes`);
}

/** Finds out how long a body will be; undefined where that is not told or it is packed. @throws GatewayError `too_large`. */
function lengthOf(
  { headers }: Request,
  { maxBodyBytes, packing }: { maxBodyBytes: number; packing: 'gzip' | undefined },
): number | undefined {
  const announced = Number(headers.get('content-length') ?? Number.NaN);
  if (announced > maxBodyBytes) throw tooLarge(maxBodyBytes);
  return packing === undefined && !Number.isNaN(announced) ? announced : undefined;
}

function excessOf(excess: string | undefined): GatewayError | undefined {
  return excess === undefined ? undefined : new GatewayError('too_large', `the body has ${excess}`);
}

/** Finds out how a body is packed. @throws GatewayError for a way that is not read. */
function packingOf({ headers }: Request): 'gzip' | undefined {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return undefined;
  if (encoding === 'gzip' || encoding === 'x-gzip') return 'gzip';
  const message = `content-encoding ${encoding.slice(0, 40)} is not read: send gzip, or leave it out`;
  throw new GatewayError('unsupported_encoding', message);
}

/** Gives the parts of a body as they come in, unpacked. */
function partsOf(
  request: Request,
  { packing, incoming }: { packing: 'gzip' | undefined; incoming: IncomingMessage | undefined },
): AsyncIterable<Uint8Array> {
  if (packing !== undefined || incoming === undefined) return unpacked(request, packing);
  // Who is told that a body is too large is told so on the same connection.
  return incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
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
