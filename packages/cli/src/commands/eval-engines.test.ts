import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serve } from '../testing/serve.ts';
import { serveScores } from '../testing/serve-scores.ts';
import { findSilentAddress } from '../testing/find-silent-address.ts';
import { writeCollection } from '../testing/write-collection.ts';

describe('lb-rerank eval', () => {
  test.each([
    [{ LB_RERANK_ELASTICSEARCH_API_KEY: 'a2V5' }, [], 'ApiKey a2V5'],
    [{ LB_RERANK_ELASTICSEARCH_PASSWORD: 'p' }, [], `Basic ${btoa('elastic:p')}`],
    [
      { LB_RERANK_ELASTICSEARCH_PASSWORD: 'p' },
      ['--elasticsearch-user', 'me'],
      `Basic ${btoa('me:p')}`,
    ],
  ])('asks Elasticsearch in the name of %j %j', async (environment, flags, authorization) => {
    const folder = await writeCollection();
    const { url } = await serveScores();
    const seen: (string | undefined)[] = [];
    const engine = await serve(({ headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(400).end();
    });
    const args = ['eval', 'fruits', '--url', url, '--elasticsearch', engine, '--index', 'mine'];
    const { exitCode } = await runCommand([...args, ...flags], { folder, environment });
    expect(seen[0]).toBe(authorization);
    expect(exitCode).toBe(3);
  });

  test('names the embedding server that does not answer', async () => {
    const folder = await writeCollection();
    const { url } = await serveScores();
    const embeddings = await findSilentAddress();
    const search = ['--qdrant', 'http://127.0.0.1:9', '--index', 'mine'];
    const model = ['--embeddings-url', `${embeddings}/v1`, '--embeddings-model', 'any'];
    const args = ['eval', 'fruits', '--url', url, ...search, ...model];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toContain(`${embeddings}/v1: cannot be reached`);
    expect(exitCode).toBe(3);
  });

  test('names the option of a model file that is missing', async () => {
    const folder = await writeCollection();
    const args = ['eval', 'fruits', '--system', 'q4=missing.gguf'];
    const { exitCode, stderr } = await runCommand(args, { folder });
    expect(stderr).toContain(
      `${folder}/missing.gguf: no such file; --system q4 must name a GGUF, or be left out\n`,
    );
    expect(exitCode).toBe(2);
  });

  test.each([
    ['--system a', ['--system', 'a=http://me:swordfish@127.0.0.1:9/v1']],
    ['--embeddings-url', ['--embeddings-url', 'http://me:swordfish@127.0.0.1:9/v1']],
  ])('takes no password in the address of %s, and shows none', async (flag, args) => {
    const { exitCode, stderr } = await runCommand(['eval', 'fruits', ...args]);
    expect(stderr).toMatch(new RegExp(`^lb-rerank: ${flag}: must hold no user and password`));
    expect(stderr).not.toContain('swordfish');
    expect(exitCode).toBe(2);
  });
});
