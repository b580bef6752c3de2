import { RetrievalError } from '@lb-rerank/core';

/** An engine that is asked over HTTP. */
export interface EngineAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The longest time that an engine is waited for. */
const MOST_MS = 30_000;
/** Characters of an engine's own message that are told. */
const LONGEST_MESSAGE = 300;

/**
 * Asks Elasticsearch or OpenSearch, of any version: their own clients each refuse the other's, and older servers.
 *
 * @throws RetrievalError with the engine's own reason.
 */
export async function askJson<Answer>(
  { url, headers }: EngineAddress,
  path: string,
  { body, signal }: { readonly body?: object | undefined; readonly signal: AbortSignal },
): Promise<Answer> {
  const source = `${url.replace(/\/+$/, '')}${path}`;
  const failed = (reason: string, more: { status?: number; cause?: unknown } = {}) =>
    new RetrievalError({ source, reason, ...more });
  const late = AbortSignal.timeout(MOST_MS);
  const response = await fetch(source, {
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    // A key goes to the address that was given, and to no other that it names.
    redirect: 'manual',
    signal: AbortSignal.any([signal, late]),
  }).catch((cause: unknown) => {
    signal.throwIfAborted();
    if (late.aborted) throw failed(`no answer within ${MOST_MS / 1000} s`, { cause });
    const doctor = `\`lb-rerank doctor --elasticsearch ${url}\` looks closer`;
    throw failed(`cannot be reached: ${doctor}`, { cause });
  });
  const { status } = response;
  const text = await response.text();
  if (!response.ok) throw failed(`HTTP ${status}${reasonIn(text)}${cureOf(status)}`, { status });
  try {
    return JSON.parse(text) as Answer;
  } catch (cause) {
    throw failed('answers with something other than JSON', { status, cause });
  }
}

/** Reads the reason of an engine's error. */
function reasonIn(text: string): string {
  try {
    const { error } = JSON.parse(text) as {
      error?: { reason?: string; root_cause?: { reason?: string }[] };
    };
    const reason = error?.root_cause?.[0]?.reason ?? error?.reason;
    return reason === undefined ? '' : `, ${reason.slice(0, LONGEST_MESSAGE)}`;
  } catch {
    return '';
  }
}

function cureOf(status: number): string {
  if (status >= 300 && status < 400) {
    return ': it redirects, which is not followed; give the address that answers itself';
  }
  if (status !== 401 && status !== 403) return '';
  return ': set LB_RERANK_ELASTICSEARCH_API_KEY, or LB_RERANK_ELASTICSEARCH_PASSWORD';
}
