import { describe, expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { serve } from '../testing/serve.ts';
import { findSilentAddress } from '../testing/find-silent-address.ts';
import { serveFakeVllm } from '../testing/serve-fake-vllm.ts';

const engineThat = (answers: Record<string, [number, unknown]>) =>
  serve(({ url = '' }, response) => {
    const [status, body] = answers[url] ?? [404, {}];
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });

describe('lb-rerank doctor, of search engines', () => {
  const ELASTICSEARCH = { version: { number: '9.4.3' }, cluster_name: 'c' };

  test.each<
    [string, 'elasticsearch' | 'qdrant', Record<string, [number, unknown]>, string, string]
  >([
    [
      'a green cluster',
      'elasticsearch',
      { '/': [200, ELASTICSEARCH], '/_cluster/health': [200, { status: 'green' }] },
      'ok',
      'Elasticsearch 9.4.3, cluster c, green',
    ],
    [
      'a red cluster',
      'elasticsearch',
      { '/': [200, ELASTICSEARCH], '/_cluster/health': [200, { status: 'red' }] },
      'problem',
      'some of its data is missing',
    ],
    [
      'a cluster whose name would clear the terminal',
      'elasticsearch',
      { '/': [200, { ...ELASTICSEARCH, cluster_name: '\u001B[2Jc' }] },
      'ok',
      'Elasticsearch 9.4.3, cluster c',
    ],
    ['a way elsewhere', 'elasticsearch', { '/': [307, {}] }, 'problem', 'redirects to another'],
    ['a closed door', 'elasticsearch', { '/': [401, {}] }, 'problem', 'HTTP 401'],
    ['a web page', 'elasticsearch', { '/': [200, '<html>'] }, 'problem', 'other than JSON'],
    ['something else', 'qdrant', { '/': [200, ELASTICSEARCH] }, 'problem', 'not as Qdrant'],
    [
      'a Qdrant with a key',
      'qdrant',
      {
        '/': [200, { title: 'qdrant - vector search engine', version: '1.19.0' }],
        '/collections': [403, {}],
      },
      'problem',
      'HTTP 403',
    ],
  ])('sees %s', async (_, engine, answers, status, says) => {
    const [model, url] = [await serveFakeVllm(), await engineThat(answers)];
    const args = ['doctor', '--quick', '--format=json', '--url', model, `--${engine}`, url];
    const { stdout } = await runCommand(args);
    expect(JSON.parse(stdout).subjects[1]).toMatchObject({
      subject: `search engine ${url}`,
      findings: [{ title: 'reachable', status, says: expect.stringContaining(says) }],
    });
  });

  test('says that nothing listens', async () => {
    const url = await findSilentAddress();
    const args = ['doctor', '--quick', '--url', await serveFakeVllm(), '--qdrant', url];
    const { exitCode, stdout } = await runCommand(args);
    expect(stdout).toContain(`${url} cannot be reached (ECONNREFUSED)`);
    expect(exitCode).toBe(1);
  });

  test('lets Elasticsearch know user and password', async () => {
    let authorization: string | undefined;
    const url = await serve(({ headers }, response) => {
      ({ authorization } = headers);
      response.end(JSON.stringify(ELASTICSEARCH));
    });
    const args = ['doctor', '--quick', '--url', await serveFakeVllm(), '--elasticsearch', url];
    await runCommand(args, { environment: { LB_RERANK_ELASTICSEARCH_PASSWORD: 'p' } });
    expect(authorization).toBe(`Basic ${Buffer.from('elastic:p').toString('base64')}`);
  });
});
