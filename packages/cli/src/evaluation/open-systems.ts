import { basename } from 'node:path';
import type { SecondStage } from '@lb-rerank/evaluation';
import type { CommandContext } from '../terminal/command-context.ts';
import { modelKindOfAll } from '../scorer/model-kind-of-all.ts';
import { type Backend, openBackend } from '../scorer/open-backend.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { NamedLocation } from './evaluation-options.ts';

/** The models to be measured. */
export interface Systems extends AsyncDisposable {
  readonly secondStages: readonly SecondStage[];
}

/** Opens the models named, or the one of the settings under its own name. @throws BackendError where one does not answer. */
export async function openSystems(
  named: readonly NamedLocation[],
  settings: Settings,
  context: CommandContext,
): Promise<Systems> {
  const backends: Backend[] = [];
  const close = async () => {
    for (const backend of backends) await backend[Symbol.asyncDispose]();
  };
  try {
    for (const { name, location } of named) {
      const url = /^https?:/.test(location) ? [location] : undefined;
      const model = url === undefined ? location : undefined;
      const flag = `--system ${name}`;
      backends.push(await openBackend({ ...settings, url, model }, context, flag));
    }
    if (named.length === 0) backends.push(await openBackend(settings, context));
    const secondStages: SecondStage[] = [];
    for (const [index, { scorers }] of backends.entries()) {
      // A server tells its model's name once it is asked for anything, and one that is down is better known now.
      for (const { limits } of scorers) await limits?.contextTokens(context.signal);
      const name = named[index]?.name ?? nameOf(scorers[0].modelId);
      const modelKind = await modelKindOfAll(scorers, context.signal);
      secondStages.push({ name, scorer: scorers, modelKind });
    }
    return { secondStages, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `lightblue/lb-reranker-0.5B-v1.0` as `lb-reranker-0.5B-v1.0`: it names a file too. */
function nameOf(modelId: string): string {
  return basename(modelId).replaceAll(/[^\w.-]+/g, '-') || 'model';
}
