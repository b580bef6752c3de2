import { open, stat } from 'node:fs/promises';
import { ModelFileError } from '../errors/model-file-error.ts';
import { ModelMemoryError } from '../errors/model-memory-error.ts';
import { GGUF_MAGIC } from '../gguf/gguf-magic.ts';

/**
 * Looks at a file before it is loaded.
 *
 * @param availableBytes memory that this process can still take; by default what the system, or its container, says.
 * @throws ModelFileError when it is missing, cannot be read or is no GGUF; ModelMemoryError when it is larger than the memory.
 */
export async function requireModelFile(
  path: string,
  availableBytes: number = process.availableMemory(),
): Promise<void> {
  let size: number;
  let magic: string;
  try {
    ({ size } = await stat(path));
    await using file = await open(path);
    const { buffer } = await file.read(Buffer.alloc(GGUF_MAGIC.length), 0, GGUF_MAGIC.length, 0);
    magic = buffer.toString('latin1');
  } catch (cause) {
    const problem =
      'cannot be read; name an existing GGUF file, or none to have the LB Reranker pulled';
    throw new ModelFileError({ path, problem, cause });
  }
  if (magic !== GGUF_MAGIC) {
    const problem = 'is not a GGUF file; give a GGUF made from lightblue/lb-reranker-0.5B-v1.0';
    throw new ModelFileError({ path, problem });
  }
  if (size > availableBytes) throw new ModelMemoryError({ path });
}
