import { join } from 'node:path';
import { createSteeredPart, type SteeredPart } from './create-steered-part.ts';
import { startSteered } from './start-steered.ts';

const PROGRAM = join(import.meta.dirname, '..', 'stand-in', 'vllm-stand-in.ts');

/** The ways in which the stand-in can be asked, as vLLM is started. */
export const MODES = ['classify', 'completions', 'chat'] as const;

/** A way in which the stand-in is asked. */
export type Mode = (typeof MODES)[number];

/** Makes a model server, the stand-in for vLLM, on a port of its own. */
export function createModel(name: string, port: number, mode: Mode): SteeredPart {
  return createSteeredPart(name, () =>
    startSteered([PROGRAM, `${port}`, mode], { ready: /listening/ }),
  );
}
