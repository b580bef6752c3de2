import type { ScoreFormula } from '@lb-rerank/evaluation';

/** The options of `lb-rerank eval`, beside the settings. */
export interface EvaluationOptions {
  readonly firstStage?: 'elasticsearch' | 'qdrant' | 'minisearch' | 'run' | undefined;
  readonly run?: string | undefined;
  readonly index?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly queryField?: string | undefined;
  readonly passageField?: readonly string[] | undefined;
  readonly idField?: string | undefined;
  /** @default 'english' */
  readonly analyzer?: string | undefined;
  readonly keepIndex?: true | undefined;
  readonly using?: string | undefined;
  readonly embeddingsUrl?: string | undefined;
  readonly embeddingsModel?: string | undefined;
  readonly embeddingsQueryPrefix?: string | undefined;
  readonly system?: readonly NamedLocation[] | undefined;
  readonly split: string;
  readonly formula?: readonly ScoreFormula[] | undefined;
  readonly metrics: readonly string[];
  readonly depth: number;
  readonly hits?: number | undefined;
  readonly depths: readonly number[];
  readonly patiences?: readonly number[] | undefined;
  readonly minTopScores?: readonly number[] | undefined;
  readonly queries?: number | undefined;
  readonly identicalIds?: 'drop' | 'keep' | undefined;
  readonly countQueriesWithoutHits?: true | undefined;
  readonly parallelQueries: number;
  readonly pricePerHour?: number | undefined;
  readonly out: string;
  readonly failUnder?: readonly Threshold[] | undefined;
}

/** A model to be measured: its name in the report, and its server's address or its file. */
export interface NamedLocation {
  readonly name: string;
  readonly location: string;
}

/** The least that every model has to reach on every collection. */
export interface Threshold {
  readonly metric: string;
  readonly least: number;
}
