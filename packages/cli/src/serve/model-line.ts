import type { ModelKind } from '@lb-rerank/core/backend';
import { aboutModel } from '../scorer/about-model.ts';
import { modelKindOfAll } from '../scorer/model-kind-of-all.ts';
import type { Backend } from '../scorer/open-backend.ts';

/** Asks the model's servers who they are, and writes whether they answer, and as which model; nothing where that was stopped before. */
export async function modelLine(
  { scorers }: Pick<Backend, 'scorers'>,
  signal: AbortSignal,
): Promise<string> {
  let kind: ModelKind | undefined;
  try {
    await Promise.all(scorers.map(async (scorer) => scorer.identify?.(signal)));
    kind = await modelKindOfAll(scorers, signal);
  } catch (error) {
    if (signal.aborted) return '';
    const { message } = error as Error;
    const closer = message.includes('lb-rerank doctor')
      ? ''
      : '; `lb-rerank doctor` looks at the set-up';
    return `  model    does not answer yet: ${message}${closer}\n`;
  }
  return `  model    ${scorers[0].modelId} answers${aboutModel(kind)}\n`;
}
