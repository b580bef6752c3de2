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
  { maxBodyBytes, maxValues, held, turns }: ReadJsonOptions,
): Promise<BodyText> {
  const tooLarge = () =>
    new GatewayError('too_large', `the body is larger than ${maxBodyBytes} bytes`);
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  if (announced > maxBodyBytes) throw tooLarge();
  const packing = packingOf(request);
  const isWhole = packing === undefined && !Number.isNaN(announced);
  // Who begins to send a large body can end it: room for all of it is taken first.
  let refusal = isWhole ? held.add(announced) : undefined;
  if (refusal !== undefined) throw refusal;
  const body = new BodyText(isWhole ? announced : undefined);
  const measure = new JsonMeasure({ maxValues, maxNames: MAX_NAMES, maxDepth: MAX_DEPTH });
  const soon = <T>(work: () => T) => (held.isLarge ? turns.piece(work) : work());
  let length = 0;
  for await (const part of unpacked(request, packing)) {
    length += part.byteLength;
    if (length > maxBodyBytes) throw tooLarge();
    // What follows in a body that is refused is read and dropped: a connection with a body in it could take no other request.
    if (!isWhole) refusal ??= held.add(part.byteLength);
    refusal ??= await soon(() => excessOf(measure.add(part)));
    if (refusal === undefined) await soon(() => body.add(part));
    else body.clear();
  }
  if (refusal !== undefined) throw refusal;
  return body;
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
