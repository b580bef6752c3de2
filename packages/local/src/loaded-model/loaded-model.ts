import type { Llama, LlamaModel, Token } from 'node-llama-cpp';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';

/** A model in memory whose vocabulary is the LB Reranker's, and the llama.cpp that runs it. */
export interface LoadedModel extends AsyncDisposable {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly tokenizer: Tokenizer;
  readonly path: string;
  /** The file's name without its extension, and a part that differs where the weights do. */
  readonly modelId: string;
  /** The tokens of the answers "1" to "7". */
  readonly levelTokens: readonly Token[];
  /** The memory that each evaluation takes for its table of the vocabulary's logits. */
  readonly samplerBytes: number;
  /** The last complaints of llama.cpp: the errors of its binding say only that something failed. */
  readonly complaints: readonly string[];
}
