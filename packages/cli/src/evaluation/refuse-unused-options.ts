import { SettingsError } from '../errors/settings-error.ts';
import type { SourcedSettings } from '../settings/read-settings.ts';
import { flagOf } from '../settings/setting-names.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import type { FirstStageKind } from './first-stage-kind.ts';

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
  index: { flag: '--index', stages: ['ownIndex', 'qdrant'] },
  fields: { flag: '--fields', stages: ['ownIndex', 'qdrant'] },
  passageField: { flag: '--passage-field', stages: ['run', 'madeIndex', 'minisearch'] },
  analyzer: { flag: '--analyzer', stages: ['madeIndex'] },
  keepIndex: { flag: '--keep-index', stages: ['madeIndex'] },
  idField: { flag: '--id-field', stages: ['qdrant'] },
  using: { flag: '--using', stages: ['qdrant'] },
  embeddingsUrl: { flag: '--embeddings-url', stages: ['qdrant'] },
  embeddingsModel: { flag: '--embeddings-model', stages: ['qdrant'] },
  embeddingsQueryPrefix: { flag: '--embeddings-query-prefix', stages: ['qdrant'] },
} as const satisfies Partial<
  Record<keyof EvaluationOptions, { flag: string; stages: readonly Stage[] }>
>;

/** The options that name a first stage themselves. */
const NAMES_OF = {
  run: '--run',
  elasticsearch: flagOf('elasticsearch'),
  qdrant: flagOf('qdrant'),
} as const satisfies Partial<Record<FirstStageKind, string>>;

/**
 * Refuses an option that the first stage would not read. Addresses of engines may stand in the environment and the settings file, for
 * other commands; as flags they are meant.
 *
 * @throws SettingsError naming it and where it applies.
 */
export function refuseUnusedOptions(
  kind: FirstStageKind,
  options: Pick<EvaluationOptions, keyof typeof READ_BY | 'firstStage' | 'run'>,
  sources: SourcedSettings['sources'],
): void {
  const stage = stageOf(kind, options);
  refuseOtherStages(kind, options, sources);
  for (const [name, { flag, stages }] of Object.entries(READ_BY)) {
    const isGiven = options[name as keyof typeof READ_BY] !== undefined;
    if (!isGiven || (stages as readonly Stage[]).includes(stage)) continue;
    const where = stages.map((one) => STAGES[one]).join(' or ');
    throw new SettingsError(`${flag}: is for ${where}; the first stage here is ${STAGES[stage]}`);
  }
}

/** Refuses a first stage beside the one that is asked. */
function refuseOtherStages(
  kind: FirstStageKind,
  { firstStage, run }: Pick<EvaluationOptions, 'firstStage' | 'run'>,
  sources: SourcedSettings['sources'],
): void {
  const given = {
    run: run !== undefined,
    elasticsearch: isFlag('elasticsearch', sources),
    qdrant: isFlag('qdrant', sources),
  };
  const other = (['run', 'elasticsearch', 'qdrant'] as const).find(
    (name) => given[name] && name !== kind,
  );
  if (other !== undefined) {
    const rival =
      firstStage === undefined && kind !== 'minisearch'
        ? NAMES_OF[kind]
        : `--first-stage ${firstStage}`;
    const problem = `names a first stage, and so does ${rival}, which is the one that is asked`;
    throw new SettingsError(`${NAMES_OF[other]}: ${problem}; leave one of the two out`);
  }
  if (kind !== 'elasticsearch' && isFlag('elasticsearchUser', sources)) {
    const problem = 'is for Elasticsearch, which is not the first stage here';
    throw new SettingsError(`${flagOf('elasticsearchUser')}: ${problem}`);
  }
}

function isFlag(
  name: 'elasticsearch' | 'elasticsearchUser' | 'qdrant',
  sources: SourcedSettings['sources'],
): boolean {
  return sources[name] === flagOf(name);
}

function stageOf(kind: FirstStageKind, { index }: Pick<EvaluationOptions, 'index'>): Stage {
  if (kind !== 'elasticsearch') return kind;
  return index === undefined ? 'madeIndex' : 'ownIndex';
}
