import type { Backend } from '../scorer/open-backend.ts';

/** Asks the model's servers who they are, and writes whether they answer; nothing where that was stopped before. */
export async function modelLine(
  { scorers, isStandIn }: Pick<Backend, 'scorers' | 'isStandIn'>,
  signal: AbortSignal,
): Promise<string> {
  try {
    await Promise.all(scorers.map(async (scorer) => scorer.identify?.(signal)));
  } catch (error) {
    if (signal.aborted) return '';
    const { message } = error as Error;
    return `  model    does not answer yet: ${message}; \`lb-rerank doctor\` looks at the set-up\n`;
  }
  const standIn = isStandIn ? ', a stand-in and not the LB Reranker' : '';
  return `  model    ${scorers[0].modelId} answers${standIn}\n`;
}
