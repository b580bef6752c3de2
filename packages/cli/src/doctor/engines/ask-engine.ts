import { connectionProblemOf } from '../check/connection-problem.ts';
import type { Finding } from '../check/finding.ts';
import type { EngineSubject } from './engine-subject.ts';

/** An engine's answer in JSON, or why there is none. */
export type EngineAnswer<Body> = { readonly body: Body } | { readonly failure: Finding };

/** Asks an engine one thing. @param keySetting the variable that holds its key, for the remedy. */
export async function askEngine<Body>(
  { url, headers, signal, requestTimeoutMs }: EngineSubject,
  path: string,
  keySetting: string,
): Promise<EngineAnswer<Body>> {
  const failed = (says: string, remedy: string): EngineAnswer<Body> => ({
    failure: { status: 'problem', says: `${url} ${says}`, remedy },
  });
  const late = AbortSignal.timeout(requestTimeoutMs);
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
      headers,
      // Keys go to the address that was given, and never to another that it names.
      redirect: 'manual',
      signal: AbortSignal.any([signal, late]),
    });
    if (response.status === 401 || response.status === 403) {
      return failed(`answers HTTP ${response.status}`, `put its key into ${keySetting}`);
    }
    if (response.status >= 300 && response.status < 400) {
      return failed('redirects to another address', 'give the address that answers itself');
    }
    if (!response.ok) {
      return failed(
        `answers HTTP ${response.status}`,
        'look at its log; see that nothing else answers there',
      );
    }
    return { body: (await response.json()) as Body };
  } catch (cause) {
    signal.throwIfAborted();
    if (late.aborted) {
      return failed(
        `gives no answer within ${requestTimeoutMs} ms`,
        'look at its load and log, and at what stands between',
      );
    }
    if (cause instanceof SyntaxError) {
      return failed(
        'answers with something other than JSON',
        'see that nothing else answers there',
      );
    }
    const { code, remedy } = connectionProblemOf(cause);
    return failed(`cannot be reached (${code ?? 'for a reason unknown'})`, remedy);
  }
}
