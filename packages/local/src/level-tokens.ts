import { BackendOutputError, LEVELS } from '@lb-rerank/core';
import type { LlamaModel, Token } from 'node-llama-cpp';

/**
 * The tokens of the answers "1" to "7" in the model's own vocabulary.
 *
 * @throws BackendOutputError when a level is not one token there: then the file holds another model.
 */
export function levelTokensOf(model: LlamaModel, modelPath: string, modelId: string): Token[] {
  return LEVELS.map((level) => {
    const tokens = model.tokenize(`${level}`);
    if (tokens.length !== 1) {
      const problem = `writes the answer ${level} in ${tokens.length} tokens, so it is not the LB Reranker`;
      throw new BackendOutputError({ url: modelPath, modelId, problem });
    }
    return tokens[0]!;
  });
}
