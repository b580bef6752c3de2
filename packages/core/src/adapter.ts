export type { AdapterOptions } from './adapter/adapter-options.ts';
export { type HitsToRank, rankHits } from './adapter/rank-hits.ts';
export { planOrSkip, type PlanOrSkipped, type SkipOptions } from './adapter/plan-or-skip.ts';
export { summaryOf } from './adapter/summary-of.ts';
export { requireKnownKeys } from './arguments/require-known-keys.ts';
export { requireReranker } from './arguments/require-reranker.ts';
export { requireOptions } from './adapter/require-options.ts';
export {
  type FieldTexts,
  labelled,
  listOfFields,
  type PassageField,
  type PassageFields,
  readFields,
} from './adapter/passage/passage-field.ts';
export {
  type FieldsOrFunction,
  type Passage,
  passageReaderOf,
} from './adapter/passage/passage-reader-of.ts';
export {
  arePassageFields,
  FIELDS_OR_FUNCTION,
  isFieldNames,
  type PassageForms,
  requirePassage,
} from './adapter/passage/require-passage.ts';
export { requireOverrides } from './adapter/require-overrides.ts';
export type { RerankOverrides } from './adapter/rerank-overrides.ts';
export { type RerankSettings, rerankSettingsOf } from './adapter/rerank-settings.ts';
export { retrieverOrder, type RetrieverOrderOptions } from './adapter/retriever-order.ts';
export { theOneText } from './adapter/the-one-text.ts';
export { type Replacement, withMembers } from './adapter/members/with-members.ts';
export { requireBareClient } from './adapter/members/wrapped.ts';
export { requirePositiveInteger } from './arguments/require-positive-integer.ts';
export type { BestChunks, LongPassages } from './chunks/best-chunks.ts';
export type { PassageRange } from './rerank/ranking.ts';
export { RERANK_DEFAULTS, type RerankDefaults } from './rerank/rerank-defaults.ts';
export { untilAborted } from './time/until-aborted.ts';
export { whenAll } from './time/when-all.ts';
export { rerankMarkOf } from './wire/rerank-mark.ts';
export { rerankSummaryOf } from './wire/rerank-summary.ts';
