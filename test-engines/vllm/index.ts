export { MINI_MODEL } from './mini-model.ts';
export { miniModelFolder } from './mini-model-folder.ts';
export { miniModelOfType } from './mini-model-of-type.ts';
export { randomTwinFolder } from './random-twin-folder.ts';
export { computeReferenceProbabilities } from './reference-scores.ts';
export { vllm } from './vllm.ts';
export { vllmEnvironment } from './vllm-environment.ts';
export { vllmPython } from './vllm-python.ts';
