import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { GGUF_MAGIC } from './gguf-magic.ts';

/** Tells if a model file is at a path, as its first bytes show; of a file that this user may not read, only if it is there. */
export function holdsModel(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const magic = Buffer.alloc(GGUF_MAGIC.length);
      return readSync(file, magic) === magic.length && magic.toString('latin1') === GGUF_MAGIC;
    } finally {
      closeSync(file);
    }
  } catch {
    return existsSync(path);
  }
}
