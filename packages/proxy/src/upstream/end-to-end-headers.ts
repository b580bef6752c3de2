/** Headers as they came: names and values in turn, with their spelling and those that come twice. */
export type RawHeaders = readonly string[];

/**
 * The headers that hold for one connection only (source: RFC 9110, 7.6.1), and those that the next connection says for
 * itself: its host, and whether it waits for leave to send.
 */
const OF_ONE_CONNECTION = new Set([
  'connection',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Gives the headers that go on to the other side, as they came.
 *
 * @param others names, in lower case, of headers that are left out too
 */
export function endToEndHeaders(headers: RawHeaders, others: readonly string[] = []): string[] {
  const named = namedByConnection(headers);
  const kept: string[] = [];
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n]!.toLowerCase();
    if (OF_ONE_CONNECTION.has(name) || others.includes(name) || named.includes(name)) continue;
    kept.push(headers[n]!, headers[n + 1]!);
  }
  return kept;
}

/** Gives the value of a header; of one that comes several times, all of them with commas. */
export function headerOf(headers: RawHeaders, name: string): string | undefined {
  let found: string | undefined;
  for (let n = 0; n < headers.length; n += 2) {
    const isIt = headers[n]!.length === name.length && headers[n]!.toLowerCase() === name;
    if (isIt) found = found === undefined ? headers[n + 1] : `${found}, ${headers[n + 1]}`;
  }
  return found;
}

/** Lists the headers that a connection names as its own. */
function namedByConnection(headers: RawHeaders): readonly string[] {
  const named = headerOf(headers, 'connection')?.toLowerCase();
  if (named === undefined || named === 'keep-alive' || named === 'close') return [];
  // What is sent is framed by its length, whoever says otherwise.
  return named
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== 'content-length');
}
