import { isUtf8 } from 'node:buffer';
import type { BareCall, PlannedCall, ReadRoute, Reply } from '../engine/engine.ts';
import { type Outcome, outcomeHeaders } from '../http/outcome-headers.ts';
import { overridesOfHeaders } from '../http/overrides-of.ts';
import { readBody } from '../http/read-body.ts';
import { writeReply } from '../http/write-reply.ts';
import { endToEndHeaders, headerOf } from '../upstream/end-to-end-headers.ts';
import { EngineRefusal } from '../upstream/engine-answer.ts';
import type { UpstreamRequest } from '../upstream/upstream.ts';
import { decoded, type WholeAnswer } from '../upstream/whole-answer.ts';
import { typeLike } from './ask-as.ts';
import { asItCame, type Exchange, type ExchangeContext } from './exchange.ts';
import { outcomeOfFailure } from './outcome-of-failure.ts';

/**
 * Answers a search: reranked, or, where that cannot be, as the engine answers it, marked with why. An update is passed on as it is planned.
 *
 * @throws InvalidRequestError for overrides that cannot be used; UpstreamError where the engine is away; EmbeddingError where texts
 *   cannot be embedded.
 */
export async function answerSearch(
  exchange: Exchange,
  { plan, maxUpdateBytes }: ReadRoute,
  { upstream, limits, logger }: ExchangeContext,
): Promise<Outcome | undefined> {
  const { request, response, caller } = exchange;
  const { signal } = caller;
  const maxBytes = maxUpdateBytes ?? limits.maxRequestBytes;
  const pass = async (asked: UpstreamRequest, outcome: Outcome | undefined) => {
    const told = maxUpdateBytes === undefined ? outcome : undefined;
    await upstream.pass(asked, response, told && outcomeHeaders(told));
    return told;
  };

  const overrides = overridesOfHeaders(request.rawHeaders);
  const own = asItCame(exchange);
  const { whole, rest } = await readBody(request, maxBytes);
  if (whole === undefined) {
    return pass({ ...own, body: rest }, skipped(`it is beyond ${maxBytes} bytes`));
  }
  const asRead = { ...own, body: own.body && whole };
  const body = await textOf(whole, request.headers['content-encoding'], maxBytes);
  if (body === undefined) {
    const type = request.headers['content-type'] ?? 'no type';
    return pass(asRead, skipped(`its body of ${type} cannot be read as text`));
  }
  const { method, path: url } = own;
  const call = { method, url, headers: request.rawHeaders, body, overrides, signal };
  let planned: PlannedCall;
  try {
    planned = await plan(call);
  } catch (error) {
    // The engine tells best what is wrong with a search in a form that nobody foresaw.
    const isUnforeseen = error instanceof TypeError || error instanceof RangeError;
    if (!isUnforeseen && !(error instanceof SyntaxError)) throw error;
    const outcome = isUnforeseen
      ? outcomeOfFailure(error, logger)
      : skipped('its body is not in JSON as it is to be read');
    return pass(asRead, outcome);
  }
  const { bare, left, rerank } = planned;
  const passBare = async (outcome: Outcome | undefined) => pass(bareRequest(asRead, bare), outcome);
  return rerank === undefined ? passBare(left) : answerBy(rerank, passBare, exchange, logger);
}

/** Answers by a reply that was made, or as the engine answers the search itself. */
async function answerBy(
  rerank: () => Promise<Reply>,
  passBare: (outcome: Outcome) => Promise<Outcome | undefined>,
  { response, caller }: Exchange,
  logger: ExchangeContext['logger'],
): Promise<Outcome | undefined> {
  const write = async (answer: WholeAnswer, outcome: Outcome, body: string | Buffer) => {
    await writeReply(response, { ...answer, body, marks: outcomeHeaders(outcome) });
    return outcome;
  };
  try {
    const reply = await rerank();
    const { answer, outcome } = reply;
    if (answer === undefined) return await passBare(outcome);
    return await write(answer, outcome, reply.text ?? answer.bytes);
  } catch (error) {
    caller.signal.throwIfAborted();
    if (error instanceof EngineRefusal) {
      return write(error.answer, skipped(error.message), error.answer.bytes);
    }
    return passBare(outcomeOfFailure(error, logger));
  }
}

function skipped(reason: string): Outcome {
  return { outcome: 'skipped', reason };
}

/** Reads a body as text; undefined for what is compressed in an unknown way, too large, or no UTF-8. */
async function textOf(
  bytes: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<string | undefined> {
  const plain = await decoded(bytes, encoding, maxBytes).catch(() => undefined);
  return plain !== undefined && isUtf8(plain) ? plain.toString() : undefined;
}

/** Gives a request without its word for the proxy. */
function bareRequest(
  asked: UpstreamRequest,
  { body, url = asked.path }: BareCall,
): UpstreamRequest {
  if (body === undefined) return { ...asked, path: url };
  const headers = endToEndHeaders(asked.headers, ['content-encoding', 'content-length']);
  // What stood in the URL came without a type.
  if (headerOf(headers, 'content-type') === undefined) {
    headers.push('content-type', typeLike(headerOf(headers, 'accept')));
  }
  return {
    ...asked,
    path: url,
    body,
    headers: [...headers, 'content-length', String(Buffer.byteLength(body))],
  };
}
