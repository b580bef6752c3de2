/** Headers as they came: names and values in turn, with their spelling and those that come twice. */
export type RawHeaders = readonly string[];

/**
 * The headers that hold for one connection only (source: RFC 9110, 7.6.1), and those that the next connection says for
 * itself: its host, and whether it waits for leave to send.
 */
const OF_ONE_CONNECTION = [
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
];

/**
 * Gives the headers that go on to the other side, as they came.
 *
 * @param others names, in lower case, of headers that are left out too
 */
export function endToEndHeaders(headers: RawHeaders, others: readonly string[] = []): string[] {
  const left = new Set([...OF_ONE_CONNECTION, ...others, ...namedByConnection(headers)]);
  const kept: string[] = [];
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n]!;
    if (!left.has(name.toLowerCase())) kept.push(name, headers[n + 1]!);
  }
  return kept;
}

/** Gives the value of a header; of one that comes several times, all of them with commas. */
export function headerOf(headers: RawHeaders, name: string): string | undefined {
  const values: string[] = [];
  for (let n = 0; n < headers.length; n += 2) {
    if (headers[n]!.toLowerCase() === name) values.push(headers[n + 1]!);
  }
  return values.length === 0 ? undefined : values.join(', ');
}

/** Lists the headers that a connection names as its own. */
function namedByConnection(headers: RawHeaders): string[] {
  const named = headerOf(headers, 'connection')?.toLowerCase() ?? '';
  // What is sent is framed by its length, whoever says otherwise.
  return named
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== 'content-length');
}
