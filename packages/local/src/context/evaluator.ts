import type { Token } from 'node-llama-cpp';

/** A prompt's beginning that others have too, and its caller's signal. */
interface EvaluateOptions {
  /** The tokens at the prompt's beginning that the prompts before and after have too. */
  readonly shared: number;
  readonly signal?: AbortSignal | undefined;
}

/** A model at work: it computes how likely each of the seven answers is behind a prompt. */
export interface Evaluator {
  /** The name of the library that computes. */
  readonly engine: 'llama.cpp' | 'ONNX Runtime';
  /** The name under which its scores are kept: another where it computes with other weights. */
  readonly modelId: string;
  /**
   * Computes the exact probabilities of the answers 1 to 7. Prompts may be handed in side by side.
   *
   * @throws the signal's reason when that aborts; the rest of a long prompt is then not computed.
   */
  evaluate(prompt: Token[], options: EvaluateOptions): Promise<number[]>;
  /** Frees the memory once the work that was begun has ended. */
  close(): Promise<void>;
}
