import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedCache } from '../scorer/open-cache.ts';

/** The wait for a Redis that takes the connection and says nothing, in milliseconds. */
const PATIENCE_MS = 5000;

/** Waits until it is known whether Redis answers, and writes it; nothing where there is none, or where that was stopped before. */
export async function redisLine(
  shared: SharedCache | undefined,
  signal: AbortSignal,
  patienceMs: number = PATIENCE_MS,
): Promise<string> {
  if (shared === undefined) return '';
  const ended = new AbortController();
  const stopped = AbortSignal.any([signal, ended.signal]);
  const late = sleep(patienceMs, false, { signal: stopped }).catch(() => undefined);
  const answers = await Promise.race([shared.answers, late]);
  ended.abort();
  if (answers === undefined) return '';
  const { place } = shared;
  return answers
    ? `  redis    ${place} answers: scores are shared\n`
    : `  redis    ${place} does not answer yet: scores stay in this process; \`lb-rerank doctor\` looks at the set-up\n`;
}
