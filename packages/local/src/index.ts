export { ModelDownloadError } from './errors/model-download-error.ts';
export { ModelFileError } from './errors/model-file-error.ts';
export { ModelMemoryError } from './errors/model-memory-error.ts';
export type { DownloadProgress } from './hub/download-file.ts';
export { KNOWN_MODELS, type KnownModel, type Quantisation } from './hub/known-models.ts';
export { type ListedModel, listModels } from './model-file/list-models.ts';
export { pullModel, type PullModelOptions } from './model-file/pull-model.ts';
export { removeModel, type RemoveModelOptions } from './model-file/remove-model.ts';
export {
  type ResolvedModel,
  resolveModel,
  type ResolveModelOptions,
} from './model-file/resolve-model.ts';
export { createLocalScorer } from './scorer/create-local-scorer.ts';
export type { LocalScorerOptions } from './scorer/create-local-scorer.ts';
export type { LocalScorer } from './scorer/local-scorer.ts';
