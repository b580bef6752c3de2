import { type Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text as readText } from 'node:stream/consumers';

/** An HTTP answer that came whole. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** A request by POST, unless it says another method. */
export interface Post {
  readonly agent: Agent;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Sends a request, and rejects unless the whole answer comes. */
export async function post(
  url: string,
  { agent, method = 'POST', headers, body, signal }: Post,
): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const length = body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` };
  const options = { method, agent, signal, headers: { ...length, ...headers } };
  request(url, options, (response) => {
    readText(response).then((text) => {
      const status = response.statusCode ?? 0;
      // A connection that is cut in the middle ends the body without an error in some versions of Node.js.
      if (!response.complete) return reject(new Error('cut off'));
      return resolve({ status, headers: plainHeaders(response.headers), text });
    }, reject);
  })
    .on('error', reject)
    .end(body);
  return promise;
}

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}
