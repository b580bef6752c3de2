import { mkdir, open, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile } from '@lb-rerank/core/files';
import { ModelFileError } from '../errors/model-file-error.ts';
import { encodeModel } from './encode-model.ts';
import { GgufWeights } from './gguf-weights.ts';
import { GraphWriter } from './graph-writer.ts';
import { writeGraph } from './write-graph.ts';

const MODEL = 'model.onnx';
const WEIGHTS = 'weights.bin';

/** The place of an exported model, and the answers that it gives. */
export interface ExportModelOptions {
  /** The folder that holds the two files of it, made where it is missing. */
  readonly folder: string;
  /** The tokens whose probabilities are wanted. */
  readonly levelTokens: readonly number[];
  /** Takes a line for the user where it takes a while. */
  readonly onNotice: (line: string) => void;
}

/**
 * Writes the weights of a GGUF file as an ONNX model, unless the folder has it already, and gives its path. Several processes
 * that want it share the work.
 *
 * @throws ModelFileError when the file cannot be converted, or the folder not be written.
 */
export async function exportModel(
  path: string,
  { folder, levelTokens, onNotice }: ExportModelOptions,
): Promise<string> {
  const model = join(folder, MODEL);
  if (existsSync(model)) return model;
  try {
    await mkdir(folder, { recursive: true });
    await using lock = await lockFile(model, { onNotice });
    if (existsSync(model)) return model;
    onNotice(`Converting ${path} for ONNX Runtime, once, into ${folder}`);
    try {
      await write(path, folder, levelTokens);
    } catch (error) {
      // On a disk that is full, hundreds of megabytes of no use would keep it so.
      if (!lock.signal.aborted) await removeParts(folder);
      throw error;
    }
    await lock.requireHeld();
    // It stands under its name only when all of it is there.
    await rename(`${model}.part`, model);
    return model;
  } catch (cause) {
    if (cause instanceof ModelFileError) throw cause;
    const reason = cause instanceof Error ? ` (${cause.message})` : '';
    const problem = `cannot be converted into ${folder}${reason}; name another cache folder in LB_RERANK_CACHE`;
    throw new ModelFileError({ path, problem, cause });
  }
}

async function write(path: string, folder: string, levelTokens: readonly number[]): Promise<void> {
  await using weights = await GgufWeights.open(path);
  await removeParts(folder);
  await using data = await open(join(folder, WEIGHTS), 'w');
  const graph = new GraphWriter(data, WEIGHTS);
  await writeGraph(graph, weights, levelTokens);
  await using file = await open(join(folder, `${MODEL}.part`), 'w');
  await file.writeFile(encodeModel(graph));
}

async function removeParts(folder: string): Promise<void> {
  for (const name of [WEIGHTS, `${MODEL}.part`]) await rm(join(folder, name), { force: true });
}
