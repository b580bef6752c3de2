import { MissingRequirementError } from '../missing-requirement-error.ts';
import { runTool } from '../run-tool.ts';

/**
 * Resolves where vLLM can load the one system library that no wheel brings.
 *
 * @throws {MissingRequirementError}
 */
export async function requireNumaLibrary(python: string): Promise<void> {
  try {
    await runTool(python, '', ['-c', "import ctypes; ctypes.CDLL('libnuma.so.1')"]);
  } catch (cause) {
    throw new MissingRequirementError('libnuma.so.1 is missing (Debian: libnuma1)', { cause });
  }
}
