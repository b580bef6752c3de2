import { LEVELS } from '@lb-rerank/core';
import type { LlamaModel, Token } from 'node-llama-cpp';
import { ModelFileError } from '../errors/model-file-error.ts';

const ARCHITECTURE = 'qwen2';
const SPECIAL = ['<|im_start|>', '<|im_end|>'];

/**
 * The tokens of the answers "1" to "7" in the model's own vocabulary.
 *
 * @throws ModelFileError when the architecture or the vocabulary is not the LB Reranker's.
 */
export function levelTokensOf(model: LlamaModel, path: string): Token[] {
  const architecture: string = model.fileInfo.metadata.general.architecture;
  if (architecture !== ARCHITECTURE) {
    throw notTheReranker(path, `its architecture is ${architecture}, not ${ARCHITECTURE}`);
  }
  for (const special of SPECIAL) {
    if (model.tokenize(special, true).length !== 1) {
      throw notTheReranker(path, `its vocabulary lacks ${special}`);
    }
  }
  return LEVELS.map((level) => {
    const tokens = model.tokenize(`${level}`);
    if (tokens.length !== 1) {
      throw notTheReranker(path, `it writes the answer ${level} in ${tokens.length} tokens`);
    }
    return tokens[0]!;
  });
}

function notTheReranker(path: string, reason: string): ModelFileError {
  return new ModelFileError({
    path,
    problem: `is not the LB Reranker: ${reason}; give a GGUF made from lightblue/lb-reranker-0.5B-v1.0`,
  });
}
