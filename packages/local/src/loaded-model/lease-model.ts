import { realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { getLlama, type Llama, LlamaLogLevel } from 'node-llama-cpp';
import { modelIdOf } from '../model-file/model-id-of.ts';
import { requireModelFile } from '../model-file/require-model-file.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import { levelTokensOf } from './level-tokens-of.ts';
import type { LoadedModel } from './loaded-model.ts';
import { modelErrorOf } from './model-error-of.ts';
import { requireArchitecture } from './require-architecture.ts';
import { type Lease, SharedResources } from './shared-resources.ts';

const MOST_COMPLAINTS = 5;
/** A token, its logit and its probability, 4 bytes each. */
const LOGIT_BYTES = 12;

/** The parts of a file that are loaded, and where to. */
export interface LeaseModelOptions {
  readonly gpu: 'auto' | false;
  /** Whether its weights stay on the disk: it then tokenises, and computes nothing. @default false */
  readonly vocabularyOnly?: boolean;
}

const shared = new SharedResources<LoadedModel>();

/**
 * Lends the model of a file, loaded once a process however many scorers use it.
 *
 * @throws ModelFileError when the file is missing, damaged or holds another model; ModelMemoryError when it does not fit.
 */
export async function leaseModel(
  path: string,
  { gpu, vocabularyOnly = false }: LeaseModelOptions,
): Promise<Lease<LoadedModel>> {
  await requireModelFile(path);
  const key = JSON.stringify([await realpath(path), gpu, vocabularyOnly]);
  return shared.lease(key, () => loadModel(path, { gpu, vocabularyOnly }));
}

async function loadModel(
  path: string,
  { gpu, vocabularyOnly }: Required<LeaseModelOptions>,
): Promise<LoadedModel> {
  const complaints: string[] = [];
  const onComplaint = (_level: LlamaLogLevel, message: string) => {
    complaints.splice(0, complaints.length - MOST_COMPLAINTS + 1);
    complaints.push(message.trim());
  };
  let llama: Llama | undefined;
  try {
    const modelId = await modelIdOf(path);
    // Nothing is compiled or downloaded for it.
    llama = await getLlama({
      build: 'never',
      gpu,
      logLevel: LlamaLogLevel.error,
      logger: onComplaint,
    });
    // The library would take at least 4, and threads without a core of their own cost hundredfold.
    llama.maxThreads = Math.min(llama.cpuMathCores, availableParallelism());
    const model = await llama.loadModel({ modelPath: path, vocabOnly: vocabularyOnly });
    return {
      llama,
      model,
      tokenizer: new Tokenizer(model),
      path,
      modelId,
      levelTokens: levelTokensOf(model, path),
      samplerBytes: model.fileInfo.metadata.tokenizer.ggml.tokens.length * LOGIT_BYTES,
      complaints,
      [Symbol.asyncDispose]: async () => llama?.dispose(),
    };
  } catch (cause) {
    await llama?.dispose();
    await requireArchitecture(path);
    throw await modelErrorOf(cause, path, complaints);
  }
}
