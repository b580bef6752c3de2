import { SettingsError } from '../errors/settings-error.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import { firstStageKindOf } from './first-stage-kind.ts';

/** The first stages that differ in the options that they read, in the words of errors. */
const STAGES = {
  run: 'a run file (--run)',
  ownIndex: 'an Elasticsearch index of your own (--elasticsearch with --index)',
  madeIndex: 'an Elasticsearch index that is made (--elasticsearch without --index)',
  qdrant: 'a Qdrant collection (--qdrant with --index)',
  minisearch: 'MiniSearch, in memory',
} as const;

type Stage = keyof typeof STAGES;

/** Each option that only some first stages read, and these. */
const READ_BY = {
  run: { flag: '--run', stages: ['run'] },
  index: { flag: '--index', stages: ['ownIndex', 'qdrant'] },
  fields: { flag: '--fields', stages: ['ownIndex', 'qdrant'] },
  passageField: { flag: '--passage-field', stages: ['run', 'madeIndex', 'minisearch'] },
  analyzer: { flag: '--analyzer', stages: ['madeIndex'] },
  keepIndex: { flag: '--keep-index', stages: ['madeIndex'] },
  idField: { flag: '--id-field', stages: ['qdrant'] },
  using: { flag: '--using', stages: ['qdrant'] },
  embeddingsUrl: { flag: '--embeddings-url', stages: ['qdrant'] },
  embeddingsModel: { flag: '--embeddings-model', stages: ['qdrant'] },
} as const satisfies Partial<
  Record<keyof EvaluationOptions, { flag: string; stages: readonly Stage[] }>
>;

/** Refuses an option that the first stage would not read. @throws SettingsError naming it and where it applies. */
export function refuseUnusedOptions(
  options: Pick<EvaluationOptions, keyof typeof READ_BY | 'firstStage'>,
  settings: Settings,
): void {
  const stage = stageOf(options, settings);
  for (const [name, { flag, stages }] of Object.entries(READ_BY)) {
    const isGiven = options[name as keyof typeof READ_BY] !== undefined;
    if (!isGiven || (stages as readonly Stage[]).includes(stage)) continue;
    const where = stages.map((one) => STAGES[one]).join(' or ');
    throw new SettingsError(`${flag}: is for ${where}; the first stage here is ${STAGES[stage]}`);
  }
}

function stageOf(
  options: Pick<EvaluationOptions, 'firstStage' | 'run' | 'index'>,
  settings: Settings,
): Stage {
  const kind = firstStageKindOf(options, settings);
  if (kind !== 'elasticsearch') return kind;
  return options.index === undefined ? 'madeIndex' : 'ownIndex';
}
