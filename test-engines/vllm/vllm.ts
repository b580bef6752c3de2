import type { EngineDefinition } from '../machinery/engine-definition.ts';
import { identifyVllm } from './identify-vllm.ts';
import type { Serving } from './serving.ts';
import { startVllmProcess } from './start-vllm-process.ts';

/** The demands of a test on its vLLM. */
export interface VllmOptions {
  /**
   * `generate` answers chat and completions; `classify` has the seven-label head and answers `/classify`, and so does
   * `cross-encoder`, with the model's own head.
   * @default 'generate'
   */
  serving?: Serving;
  /** A model in Hugging Face form; by default the bundled mini model's weights. */
  modelFolder?: string;
  /** A Jinja file that takes the place of the model's own chat template. */
  chatTemplate?: string;
  /**
   * In tokens.
   * @default 2048
   */
  maxModelLength?: number;
  /**
   * Starts one for the caller alone, whatever the environment names: for a test that kills it.
   * @default false
   */
  dedicated?: boolean;
  /**
   * Of a server of one's own that takes the place of another.
   * @default a free one
   */
  port?: number;
}

const ENVIRONMENT_VARIABLES = {
  generate: 'VLLM_URL',
  classify: 'VLLM_CLASSIFY_URL',
  'cross-encoder': undefined,
} as const;

/** vLLM on the CPU, which serves the model as `lb-reranker`. No image is used: vLLM's own need a GPU. */
export function vllm({
  serving = 'generate',
  modelFolder,
  chatTemplate,
  maxModelLength = 2048,
  dedicated = false,
  port,
}: VllmOptions = {}): EngineDefinition {
  return {
    name: serving === 'generate' ? 'vllm' : `vllm ${serving}`,
    environmentVariable: dedicated ? undefined : ENVIRONMENT_VARIABLES[serving],
    identify: identifyVllm,
    startContainer: undefined,
    startProcess: () =>
      startVllmProcess({ serving, modelFolder, chatTemplate, maxModelLength, port }),
  };
}
