export type { BeirCollection } from './collection/beir-collection.ts';
export type { CorpusDocument } from './collection/corpus-document.ts';
export { openBeirCollection } from './collection/open-beir-collection.ts';
export { createDocumentStore } from './corpus/create-document-store.ts';
export type { DocumentStore } from './corpus/document-store.ts';
export { passageOf } from './collection/passage-of.ts';
export type { OnMalformed } from './lines/on-malformed.ts';
export { readJsonLines, type JsonLine } from './lines/read-json-lines.ts';
export { readCorpus } from './collection/read-corpus.ts';
export { readQrels } from './collection/read-qrels.ts';
export { readQueries } from './collection/read-queries.ts';
export { textAt, valueAt } from './collection/text-at.ts';
export type { TextFields } from './collection/text-fields.ts';
export { toldFields } from './collection/told-fields.ts';
export { requireReadableFile } from './collection/require-readable-file.ts';
export { MalformedFileError } from './errors/malformed-file-error.ts';
export type {
  Comparison,
  DataSetResult,
  ExperimentResult,
  MovedDocument,
  Regression,
  SystemResult,
} from './experiment/data-set-result.ts';
export { DEFAULT_METRICS } from './experiment/default-metrics.ts';
export type { ExperimentOptions, ExperimentProgress } from './experiment/experiment-options.ts';
export { runExperiment } from './experiment/run-experiment.ts';
export { machineInWords } from './report/machine-in-words.ts';
export { SCORE_FORMULAS, type ScoreFormula } from './experiment/runs/score-formula.ts';
export type { SecondStage } from './experiment/second-stage.ts';
export type { Timing } from './experiment/timing/timing.ts';
export {
  createElasticsearchStage,
  type ElasticsearchStageOptions,
} from './first-stage/create-elasticsearch-stage.ts';
export { createMinisearchStage } from './first-stage/create-minisearch-stage.ts';
export {
  createQdrantStage,
  type QdrantStageClient,
  type QdrantStageOptions,
} from './first-stage/create-qdrant-stage.ts';
export { createRunStage, type RunStageOptions } from './first-stage/create-run-stage.ts';
export type { ElasticsearchStageClient } from './first-stage/elasticsearch-stage-client.ts';
export type { FirstStage, StageQuery, StageSearchOptions } from './first-stage/first-stage.ts';
export type { Hit } from './first-stage/hit.ts';
export type { SearchedPlace } from './first-stage/searched-place.ts';
export {
  indexInElasticsearch,
  type IndexingClient,
  type IndexInElasticsearchOptions,
} from './first-stage/index-in-elasticsearch.ts';
export { dropTornLine } from './journal/drop-torn-line.ts';
export { isTornLine } from './journal/is-torn-line.ts';
export { measureWholeLines } from './journal/measure-whole-lines.ts';
export { openScoreJournal, type ScoreJournal } from './journal/open-score-journal.ts';
export { JournalWriteError } from './errors/journal-write-error.ts';
export { shownIds } from './errors/shown-ids.ts';
export { UnreadableFileError } from './errors/unreadable-file-error.ts';
export { averagePrecision } from './metrics/average-precision.ts';
export { evaluate, type EvaluateOptions } from './metrics/evaluate.ts';
export type { Evaluation } from './metrics/evaluation.ts';
export type { JudgedRanking } from './metrics/judged-ranking.ts';
export { judgedRankingOf } from './metrics/judged-ranking-of.ts';
export type { MetricKind, MetricName } from './metrics/metric-name.ts';
export { metricOf } from './metrics/metric-of.ts';
export { ndcg } from './metrics/ndcg.ts';
export { precision } from './metrics/precision.ts';
export { rankedIds } from './metrics/ranked-ids.ts';
export { recall } from './metrics/recall.ts';
export { reciprocalRank } from './metrics/reciprocal-rank.ts';
export { compareWithPublished, type ComparedRow } from './published/compare-with-published.ts';
export { differencesFromPublished } from './published/differences-from-published.ts';
export {
  PUBLISHED_TABLES,
  type PublishedSet,
  type PublishedSystem,
} from './published/published-tables.ts';
export type { Qrels } from './qrels/qrels.ts';
export type { Run } from './metrics/run.ts';
export {
  bootstrapInterval,
  type BootstrapOptions,
  type Interval,
} from './significance/bootstrap-interval.ts';
export { pairedDifferences } from './significance/paired-differences.ts';
export { randomisationTest, type RandomisationResult } from './significance/randomisation-test.ts';
export type { ResamplingOptions } from './significance/resampling-options.ts';
export { readTrecQrels } from './trec/read-trec-qrels.ts';
export {
  readRunGroups,
  type RunEntry,
  type RunGroup,
  type RunGroupsOptions,
} from './trec/read-run-groups.ts';
export { readTrecRun } from './trec/read-trec-run.ts';
export { writeTrecQrels } from './trec/write-trec-qrels.ts';
export { writeTrecRun } from './trec/write-trec-run.ts';
