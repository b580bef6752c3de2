import { writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import getPort from 'get-port';
import { describe, expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { randomTwinFolder, vllm as vllmEngine } from '@lb-rerank/test-engines/vllm';
import { lbRerank } from '../../setup/lb-rerank.ts';

interface Finding {
  readonly title: string;
  readonly status: string;
  readonly says: string;
  readonly remedy?: string;
}

/** Resolves to doctor's finding about each part of a set-up, by the check's title. */
async function doctor(args: readonly string[]) {
  const { exitCode, stdout } = await lbRerank(['doctor', '--format', 'json', ...args]);
  const { subjects } = JSON.parse(stdout) as { subjects: { findings: Finding[] }[] };
  const parts = subjects.map(({ findings }) =>
    Object.fromEntries(findings.map((finding) => [finding.title, finding])),
  );
  return { exitCode, parts, server: parts[0]! };
}

/** Stands before a server and lets it wait with every answer. */
async function slowed(url: string, delayMs: number) {
  const proxy = createServer(async (incoming, outgoing) => {
    await setTimeout(delayMs);
    const onward = request(
      `${url}${incoming.url}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    // Whoever asked may have gone meanwhile.
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  const port = await getPort();
  await new Promise<void>((resolve) => {
    proxy.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.dispose]: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}

describeWith(
  'lb-rerank doctor',
  ['vllm', 'elasticsearch', 'qdrant'],
  ({ vllm, elasticsearch, qdrant }) => {
    test('looks at a whole set-up, and says that the stand-in is one', async () => {
      const { exitCode, parts, server } = await doctor([
        `--url=${vllm}/v1`,
        `--elasticsearch=${elasticsearch}`,
        `--qdrant=${qdrant}`,
      ]);
      expect(exitCode).toBe(0);
      expect(server['reachable']).toMatchObject({
        status: 'ok',
        says: expect.stringMatching(/^vLLM \d/),
      });
      expect(server['vocabulary']?.status).toBe('ok');
      expect(server['prompt template']?.says).toContain('the same as in training');
      expect(server['mass']?.says).toMatch(/ 100.00 %/);
      expect(server['golden pairs']).toMatchObject({
        status: 'warning',
        says: expect.stringContaining('the golden values do not apply'),
      });
      expect(server['modes']?.says).toContain('completions is used; chat is open too');
      expect(server['prefix caching']?.says).toContain('on');
      expect(server['context']?.says).toContain('2048 tokens');
      expect(server['throughput']?.says).toMatch(/pairs\/s/);
      expect(parts[1]?.['reachable']?.says).toMatch(/^Elasticsearch 9/);
      expect(parts[2]?.['reachable']?.says).toContain('collections');
    });

    test('says what a server is slow at', async () => {
      using slow = await slowed(vllm, 1100);
      const { exitCode, server } = await doctor(['--url', `${slow.url}/v1`]);
      expect(exitCode).toBe(0);
      expect(server['reachable']?.says).toMatch(/answers in \d{4} ms, which is slow/);
      expect(server['throughput']?.says).toContain('slow for a search that someone waits for');

      const late = await doctor(['--url', `${slow.url}/v1`, '--request-timeout-ms', '200']);
      expect(late.exitCode).toBe(1);
      expect(late.server['reachable']?.says).toContain('no answer within 200 ms');
    });
  },
);

describe('lb-rerank doctor', () => {
  test('says that nothing listens on a port', async () => {
    const url = `http://127.0.0.1:${await getPort()}/v1`;
    const { exitCode, server } = await doctor(['--url', url]);
    expect(exitCode).toBe(1);
    expect(server['reachable']?.says).toBe(`${url}: cannot be reached (ECONNREFUSED)`);
    expect(server['reachable']?.remedy).toContain('nothing listens there');
  });
});

describeWith('lb-rerank doctor', ['vllm python'], () => {
  test('sees another model and a wrong template on a real server', async () => {
    const chatTemplate = join(tmpdir(), `lb-rerank-template-${process.pid}.jinja`);
    await writeFile(
      chatTemplate,
      "{% for message in messages %}[INST] {{ message['content'] }} [/INST]{% endfor %}",
    );
    const definition = vllmEngine({
      modelFolder: await randomTwinFolder(),
      chatTemplate,
      dedicated: true,
    });
    const engine = await resolveEngine(definition);
    try {
      const { exitCode, server } = await doctor(['--url', `${engine.url}/v1`]);
      expect(exitCode).toBe(1);
      expect(server['vocabulary']?.status).toBe('ok');
      expect(server['prompt template']).toMatchObject({
        status: 'problem',
        says: expect.stringContaining('writes "[INST]'),
        remedy: expect.stringContaining('without --chat-template'),
      });
      expect(server['mass']).toMatchObject({
        status: 'problem',
        remedy: expect.stringContaining('serve the LB Reranker there'),
      });
      expect(server['the rest']?.says).toContain('golden pairs');
    } finally {
      await engine.stop();
    }
  }, 600_000);
});
