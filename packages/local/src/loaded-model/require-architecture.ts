import { readGgufFileInfo } from 'node-llama-cpp';
import { notTheReranker } from './not-the-reranker.ts';

/** The architecture of the LB Reranker. */
const ARCHITECTURE = 'qwen2';

/**
 * Checks a file's architecture. @throws ModelFileError when it says of itself that its model is built in another way than
 * the LB Reranker.
 */
export async function requireArchitecture(path: string): Promise<void> {
  let architecture: string;
  try {
    const { metadata } = await readGgufFileInfo(path, {
      readTensorInfo: false,
      logWarnings: false,
      sourceType: 'filesystem',
    });
    ({ architecture } = metadata.general);
  } catch {
    // It cannot even be read; what is wrong then is said by what came before.
    return;
  }
  if (architecture !== ARCHITECTURE) {
    throw notTheReranker(path, `its architecture is ${architecture}, not ${ARCHITECTURE}`);
  }
}
