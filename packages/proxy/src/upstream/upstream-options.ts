import { InvalidRequestError } from '@lb-rerank/core';
import { requireKnownKeys, requirePositiveInteger } from '@lb-rerank/core/adapter';

/** The engine that a proxy stands before. */
export interface UpstreamOptions {
  /** Its address, as `http://127.0.0.1:9200`; a path in it stands before each request's own. It must hold no credentials. */
  readonly url: string;
  /** Certificates in PEM that an engine's certificate may be signed by, in place of the usual ones. @default those of Node.js */
  readonly ca?: string | undefined;
  /** Connections at most; a larger value lets more requests run at once, the others wait. @default 256 */
  readonly maxConnections?: number | undefined;
  /** Milliseconds until a connection must stand; a larger value waits longer for a slow network. @default 5000 */
  readonly connectTimeoutMs?: number | undefined;
  /** Milliseconds until an answer must begin, and again between its parts; a larger value bears a slower engine. @default 300000 */
  readonly answerTimeoutMs?: number | undefined;
}

/** The same, with all defaults in place. */
export interface CompleteUpstreamOptions {
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly ca: string | undefined;
  /** The address without its path. */
  readonly origin: string;
  /** The path before each request's own, without a trailing slash. */
  readonly prefix: string;
}

const NAMES = Object.keys({
  url: true,
  ca: true,
  maxConnections: true,
  connectTimeoutMs: true,
  answerTimeoutMs: true,
} satisfies Record<keyof UpstreamOptions, true>);

/** Checks an upstream and fills in the defaults. @throws InvalidRequestError naming the option. */
export function completeUpstreamOptions(given: UpstreamOptions | string): CompleteUpstreamOptions {
  const options = typeof given === 'string' ? { url: given } : given;
  requireKnownKeys('upstream.', options, NAMES);
  const { url, ca } = options;
  const { origin, pathname } = addressOf(url);
  const complete = {
    ca,
    origin,
    prefix: pathname.replace(/\/$/, ''),
    maxConnections: options.maxConnections ?? 256,
    connectTimeoutMs: options.connectTimeoutMs ?? 5000,
    answerTimeoutMs: options.answerTimeoutMs ?? 300_000,
  };
  for (const name of ['maxConnections', 'connectTimeoutMs', 'answerTimeoutMs'] as const) {
    requirePositiveInteger(`upstream.${name}`, complete[name]);
  }
  return complete;
}

function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidRequestError(
      'upstream.url',
      'must be an address that begins with http:// or https://',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidRequestError(
      'upstream.url',
      "must hold no credentials: the proxy hands on each caller's own, and has none",
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw new InvalidRequestError('upstream.url', 'must end with its path');
  }
  return url;
}
