import { isUtf8 } from 'node:buffer';
import type { Call, EngineContext } from '../engine/engine.ts';
import { OWN_HEADERS } from '../http/outcome-headers.ts';
import { endToEndHeaders, headerOf } from '../upstream/end-to-end-headers.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { AnswerTooLargeError } from '../upstream/upstream-errors.ts';
import { decoded } from '../upstream/whole-answer.ts';

/** The headers of a call that a question of the proxy's says for itself. */
const SAID_ANEW = [
  ...OWN_HEADERS,
  'accept-encoding',
  'content-encoding',
  'content-length',
  'content-type',
];

/** Makes what asks the engine in the name of a call: with its headers and credentials, and no others. */
export function askAs(upstream: Upstream, maxAnswerBytes: number): EngineContext['ask'] {
  return async (call, { method, url, body }) => {
    const length = body === '' ? [] : ['content-length', String(Buffer.byteLength(body))];
    const headers = [...headersFor(call), ...length];
    const asked = { method, path: url, headers, body: body || null, signal: call.signal };
    const answer = await upstream.ask(asked, maxAnswerBytes);
    const encoding = headerOf(answer.headers, 'content-encoding');
    const bytes = await decoded(answer.bytes, encoding, maxAnswerBytes).catch((error: unknown) => {
      throw isTooLarge(error) ? new AnswerTooLargeError(maxAnswerBytes) : error;
    });
    if (bytes === undefined) throw new SyntaxError(`an answer in ${encoding} was not asked for`);
    if (!isUtf8(bytes)) throw new SyntaxError('an answer is not in UTF-8');
    return { answer, text: bytes.toString() };
  };
}

function headersFor({ headers, body }: Call): string[] {
  const type = body === '' ? undefined : headerOf(headers, 'content-type');
  const accepted = headerOf(headers, 'accept-encoding');
  return [
    ...endToEndHeaders(headers, SAID_ANEW),
    'content-type',
    type ?? typeLike(headerOf(headers, 'accept')),
    ...(takesGzip(accepted) ? ['accept-encoding', 'gzip'] : []),
  ];
}

/** Gives the type of a body where there was none: Elasticsearch wants it in the version in which the answer is asked for. */
export function typeLike(accepted: string | undefined): string {
  const isVersioned =
    accepted !== undefined && /^application\/vnd\.elasticsearch\+json\b[^,]*$/i.test(accepted);
  return isVersioned ? accepted : 'application/json';
}

function takesGzip(accepted: string | undefined): boolean {
  return accepted !== undefined && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
