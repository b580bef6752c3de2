import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';

const SAMPLES = 64;
const SAMPLE_BYTES = 4096;

/**
 * Names a model file's weights: its name without the extension, and a hash of its size and of samples from all over it,
 * so that a file that was replaced under the same name never finds the old one's scores in a cache.
 */
export async function modelIdOf(path: string): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const hash = createHash('sha256').update(`${size}`);
  const step = Math.max(0, size - SAMPLE_BYTES) / (SAMPLES - 1);
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const { bytesRead, buffer } = await file.read({
      buffer: Buffer.alloc(SAMPLE_BYTES),
      position: Math.floor(sample * step),
    });
    hash.update(buffer.subarray(0, bytesRead));
  }
  return `${basename(path, '.gguf')}@${hash.digest('hex').slice(0, 8)}`;
}
