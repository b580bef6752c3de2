import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { lbRerank } from '../../setup/lb-rerank.ts';

const MODEL = fileURLToPath(
  new URL('../../../packages/local/models/lb-rerank-mini.gguf', import.meta.url),
);

// The libraries of the embedded model listen for signals too.
test.each<[string, readonly string[]]>([
  ['serve', []],
  ['proxy', ['--elasticsearch', 'http://127.0.0.1:9', '--passage', 'text']],
])(
  'lb-rerank %s stops by SIGTERM in good order with the embedded model',
  async (name, flags) => {
    const running = lbRerank([name, '--model', MODEL, '--threads', '1', '--port', '0', ...flags]);
    let said = '';
    running.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/ {2}model .* answers/);
    running.kill('SIGTERM');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/lb-rerank stops; requests that were taken are finished$/);
  },
  90_000,
);
