import { LEVELS } from '@lb-rerank/core';
import type { LlamaModel, Token } from 'node-llama-cpp';
import { notTheReranker } from './not-the-reranker.ts';

/** The beginning and the end of each message of the prompt. */
const SPECIAL = ['<|im_start|>', '<|im_end|>'];

/**
 * Finds the tokens of the answers "1" to "7" in the model's own vocabulary.
 *
 * @throws ModelFileError when the vocabulary is not the LB Reranker's.
 */
export function levelTokensOf(model: Pick<LlamaModel, 'tokenize'>, path: string): Token[] {
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
