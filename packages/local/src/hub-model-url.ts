import { MODEL_FILE, MODEL_REPOSITORY } from './model-file.ts';

const HUB = 'https://huggingface.co';

/** Where the hub, or the mirror that `HF_ENDPOINT` names, serves the model file. */
export function hubModelUrl(environment: NodeJS.ProcessEnv = process.env): string {
  const hub = environment.HF_ENDPOINT ?? HUB;
  return `${hub.replace(/\/$/, '')}/${MODEL_REPOSITORY}/resolve/main/${MODEL_FILE}`;
}
