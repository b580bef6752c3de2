import type { Check } from '../check/check.ts';
import type { ServerSubject } from './server-subject.ts';

/** The tokens of the instructions, which every prompt begins with. */
const INSTRUCTION_TOKENS = 52;

/** Checks that the server computes the common part of prompts, the instructions and the query, only once. */
export const prefixCachingCheck: Check<ServerSubject> = {
  title: 'prefix caching',
  async run({ connection, settings, signal }) {
    const metrics = await metricsOf(connection.rootURL, settings, signal);
    const [, isOn] = /enable_prefix_caching="(True|False)"/.exec(metrics ?? '') ?? [];
    if (metrics === undefined || isOn === undefined) {
      return { status: 'skipped', says: 'the server does not tell; vLLM does under /metrics' };
    }
    if (isOn === 'False') {
      return {
        status: 'warning',
        says: 'off: the instructions and the query are computed again for every passage',
        remedy: 'start vLLM with --enable-prefix-caching',
      };
    }
    const [, size] = /[{,]block_size="(\d+)"/.exec(metrics) ?? [];
    const blockTokens = Number(size ?? 0);
    if (blockTokens > INSTRUCTION_TOKENS) {
      return {
        status: 'warning',
        says: `on, but in blocks of ${blockTokens} tokens, so that a short query's prompts share none`,
        remedy: 'start vLLM with a smaller --block-size, such as 16 on a GPU and 32 on a CPU',
      };
    }
    return { status: 'ok', says: `on, in blocks of ${blockTokens} tokens` };
  },
};

async function metricsOf(
  rootURL: string,
  { apiKey, requestTimeoutMs = 30_000 }: ServerSubject['settings'],
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await fetch(`${rootURL}/metrics`, {
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
    });
    return response.ok ? await response.text() : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
