import { isUtf8 } from 'node:buffer';
import type { BareCall, Call, PlannedCall } from '../engine/engine.ts';
import { type Outcome, outcomeHeaders } from '../http/outcome-headers.ts';
import { overridesOfHeaders } from '../http/overrides-of.ts';
import { readBody } from '../http/read-body.ts';
import { writeReply } from '../http/write-reply.ts';
import { endToEndHeaders } from '../upstream/end-to-end-headers.ts';
import { EngineRefusal } from '../upstream/engine-answer.ts';
import type { UpstreamRequest } from '../upstream/upstream.ts';
import { decoded } from '../upstream/whole-answer.ts';
import { asItCame, type Exchange, type ExchangeContext } from './exchange.ts';
import { outcomeOfFailure } from './outcome-of-failure.ts';

/**
 * Answers a search: reranked, or, where that cannot be, as the engine answers it, marked with why.
 *
 * @throws InvalidRequestError for overrides that cannot be used; UpstreamError where the engine is away.
 */
export async function answerSearch(
  exchange: Exchange,
  plan: (call: Call) => PlannedCall,
  { upstream, limits, logger }: ExchangeContext,
): Promise<Outcome> {
  const { request, response, signal } = exchange;
  const pass = async (asked: UpstreamRequest, outcome: Outcome) => {
    await upstream.pass(asked, response, outcomeHeaders(outcome));
    return outcome;
  };

  const overrides = overridesOfHeaders(request.rawHeaders);
  const own = asItCame(exchange);
  const { whole, rest } = await readBody(request, limits.maxRequestBytes);
  if (whole === undefined) {
    return pass({ ...own, body: rest }, skipped(`it is beyond ${limits.maxRequestBytes} bytes`));
  }
  const asRead = { ...own, body: own.body && whole };
  const body = await textOf(whole, request.headers['content-encoding'], limits.maxRequestBytes);
  if (body === undefined) {
    const type = request.headers['content-type'] ?? 'no type';
    return pass(asRead, skipped(`its body of ${type} cannot be read as text`));
  }
  const { method, path: url } = own;
  const call = { method, url, headers: request.rawHeaders, body, overrides, signal };
  let planned: PlannedCall;
  try {
    planned = plan(call);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return pass(asRead, skipped('its body is not in JSON as it is to be read'));
  }
  const { bare, left, rerank } = planned;
  if (rerank === undefined) return pass(bareRequest(asRead, bare), left);
  try {
    const reply = await rerank();
    const { answer, outcome } = reply;
    if (answer === undefined) return await pass(bareRequest(asRead, bare), outcome);
    await writeReply(response, {
      ...answer,
      body: reply.text ?? answer.bytes,
      marks: outcomeHeaders(outcome),
    });
    return outcome;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof EngineRefusal) {
      const outcome = skipped(error.message);
      await writeReply(response, {
        ...error.answer,
        body: error.answer.bytes,
        marks: outcomeHeaders(outcome),
      });
      return outcome;
    }
    const outcome = outcomeOfFailure(error, logger);
    return pass(bareRequest(asRead, bare), outcome);
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
  return {
    ...asked,
    path: url,
    body,
    headers: [...headers, 'content-length', String(Buffer.byteLength(body))],
  };
}
