export { createLocalScorer } from './create-local-scorer.ts';
export type { LocalScorerOptions } from './local-scorer-options.ts';
export type { LocalScorer } from './local-scorer.ts';
export { type ResolvedModel, resolveModel, type ResolveModelOptions } from './resolve-model.ts';
