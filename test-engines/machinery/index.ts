export type { Engine } from './engine.ts';
export type { EngineDefinition } from './engine-definition.ts';
export { EngineUnavailableError } from './engine-unavailable-error.ts';
export { fetchJson } from './fetch-json.ts';
export { MissingRequirementError } from './missing-requirement-error.ts';
export { createRunFolder } from './process/create-run-folder.ts';
export { startProcess } from './process/start-process.ts';
export { requireLocalImage } from './require-local-image.ts';
export { resolveEngine } from './resolve-engine.ts';
