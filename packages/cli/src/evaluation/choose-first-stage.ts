import { resolve } from 'node:path';
import { requireReadableFile } from '@lb-rerank/evaluation';
import { SettingsError } from '../errors/settings-error.ts';
import type { SourcedSettings } from '../settings/read-settings.ts';
import type { CommandContext } from '../terminal/command-context.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import { firstStageKindOf } from './first-stage-kind.ts';
import { refuseOpensearch } from './refuse-opensearch.ts';
import { refuseUnusedOptions } from './refuse-unused-options.ts';

/** The first stage that was chosen, with all that it cannot do without. */
export type FirstStageChoice =
  | { readonly kind: 'elasticsearch'; readonly address: string }
  | {
      readonly kind: 'qdrant';
      readonly address: string;
      readonly collection: string;
      readonly embeddingsModel: string;
    }
  | {
      readonly kind: 'run';
      /** The file as it was named. */
      readonly name: string;
      readonly path: string;
    }
  | { readonly kind: 'minisearch' };

/**
 * Chooses the first stage, before anything is read or loaded.
 *
 * @throws SettingsError naming each option that is missing or would not be read; UnreadableFileError where there is no run file.
 */
export async function chooseFirstStage(
  options: EvaluationOptions,
  sourced: Pick<SourcedSettings, 'settings' | 'sources'>,
  { folder, signal }: Pick<CommandContext, 'folder' | 'signal'>,
): Promise<FirstStageChoice> {
  const kind = firstStageKindOf(options, sourced);
  refuseUnusedOptions(kind, options, sourced.sources);
  const { settings } = sourced;
  switch (kind) {
    case 'elasticsearch': {
      const address = named(settings.elasticsearch, '--elasticsearch', 'the address of the');
      await refuseOpensearch(address, settings, signal);
      return { kind, address };
    }
    case 'qdrant':
      return {
        kind,
        address: named(settings.qdrant, '--qdrant', 'the address of the'),
        ...qdrantCollection(options),
      };
    case 'run': {
      const name = named(options.run, '--run', 'the run file that is the');
      const path = resolve(folder, name);
      await requireReadableFile(`--run ${name}`, path);
      return { kind, name, path };
    }
    case 'minisearch':
      return { kind };
    default:
      return kind satisfies never;
  }
}

function named(value: string | undefined, flag: string, what: string): string {
  if (value === undefined) throw new SettingsError(`${flag}: name ${what} first stage`);
  return value;
}

function qdrantCollection({
  index: collection,
  embeddingsModel,
}: Pick<EvaluationOptions, 'index' | 'embeddingsModel'>) {
  if (collection !== undefined && embeddingsModel !== undefined) {
    return { collection, embeddingsModel };
  }
  const missing = [
    ...(collection === undefined ? ['--index: name the Qdrant collection that is searched'] : []),
    ...(embeddingsModel === undefined
      ? [
          '--embeddings-model: name the model that embedded the points of the Qdrant collection, and --embeddings-url unless Qdrant itself runs it',
        ]
      : []),
  ];
  throw new SettingsError(missing.join('\n'));
}
