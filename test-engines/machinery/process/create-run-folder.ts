import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for what one start of an engine writes. */
export async function createRunFolder(engine: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `lb-rerank-${engine}-`));
}
