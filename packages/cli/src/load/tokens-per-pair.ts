import { renderPrompt, type Scorer } from '@lb-rerank/core';
import type { Window } from '../workload/synthetic-windows.ts';

const SAMPLE = 10;

/** The mean length of a window's prompts, in tokens; null where the backend does not count. */
export async function tokensPerPair(
  { limits }: Scorer,
  { query, passages }: Window,
  signal: AbortSignal,
): Promise<number | null> {
  if (limits === undefined) return null;
  const sample = passages.slice(0, SAMPLE);
  const counts = await Promise.all(
    sample.map((passage) => limits.countTokens(renderPrompt(query, passage), signal)),
  );
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}
