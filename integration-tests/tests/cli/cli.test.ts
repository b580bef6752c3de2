import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import getPort from 'get-port';
import { expect, test } from 'vitest';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { LB_RERANK, lbRerank } from '../../setup/lb-rerank.ts';

describeWith('lb-rerank', ['vllm'], ({ vllm }) => {
  const url = `${vllm}/v1`;

  test('measures a real server', async () => {
    const short = ['--callers', '1,4', '--candidates', '8', '--seconds', '1', '--format', 'json'];
    const { exitCode, stdout } = await lbRerank(['bench', '--url', url, ...short]);
    expect(exitCode).toBe(0);
    const { steps } = JSON.parse(stdout);
    expect(steps).toHaveLength(4);
    for (const step of steps) {
      expect(step.failed).toBe(0);
      expect(step.pairsPerSecond).toBeGreaterThan(1);
      expect(step.latencyMs.p95).toBeGreaterThanOrEqual(step.latencyMs.p50);
    }
    // The instructions, a query of 9 words and a passage of 201.
    const { tokensPerSecond, pairsPerSecond } = steps[0];
    expect(tokensPerSecond / pairsPerSecond).toBeGreaterThan(250);
    expect(tokensPerSecond / pairsPerSecond).toBeLessThan(320);
  });

  test('stops cleanly by Ctrl-C', async () => {
    const running = lbRerank(['bench', '--url', url, '--seconds', '60']);
    // A busy machine takes long to begin.
    await setTimeout(10_000);
    running.kill('SIGINT');
    const stopped = Date.now();
    const { exitCode, stderr } = await running;
    expect(Date.now() - stopped).toBeLessThan(5000);
    expect(stderr).toContain('stopped by SIGINT');
    expect(exitCode).toBe(130);
  });
});

const COMPLETION = ['bash', 'bash-completion'] as const;
describeWith('lb-rerank', COMPLETION, ({ bash, 'bash-completion': bashCompletion }) => {
  test('completes commands, flags and values in bash', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-completion-'));
    try {
      const command = join(folder, 'lb-rerank');
      await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' '${LB_RERANK}' "$@"\n`);
      await chmod(command, 0o755);
      const completionsOf = async (...words: string[]) => {
        const program = `
          source '${bashCompletion}'
          source <(lb-rerank completion bash)
          COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
          COMP_CWORD=${words.length - 1} COMP_LINE='${words.join(' ')}' COMP_POINT=\${#COMP_LINE}
          __lb_rerank_complete
          printf '%s\\n' "\${COMPREPLY[@]}"`;
        const { stdout } = await execa(bash, ['-c', program], {
          env: { PATH: `${folder}:${process.env['PATH']}` },
        });
        return stdout.split('\n');
      };
      expect(await completionsOf('lb-rerank', 'do')).toEqual(['doctor']);
      expect(await completionsOf('lb-rerank', 'model', '')).toEqual([
        'list',
        'pull',
        'path',
        'remove',
      ]);
      expect(await completionsOf('lb-rerank', 'doctor', '--mo')).toEqual(['--mode', '--model']);
      expect(await completionsOf('lb-rerank', 'doctor', '--mode', 'c')).toEqual([
        'classify',
        'completions',
        'chat',
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describeWith('lb-rerank', ['bash'], ({ bash }) => {
  test.each([
    ['its reader goes away', '| true', 141, ''],
    ['the disk is full', '> /dev/full', 4, 'lb-rerank: standard output: ENOSPC'],
  ])('ends as its help says when %s', async (_, output, code, message) => {
    const script = `'${process.execPath}' '${LB_RERANK}' --help ${output}; exit "\${PIPESTATUS[0]}"`;
    const { stderr, exitCode } = await execa(bash, ['-c', script], { reject: false });
    expect(stderr.slice(0, message.length || undefined)).toBe(message);
    expect(exitCode).toBe(code);
  });

  test.each([
    ['the disk of its log is full', '> /dev/full'],
    ['nothing at all can be written', '> /dev/full 2>&1'],
  ])('serves on though %s', async (_, output) => {
    const port = await getPort();
    const args = `serve --url http://127.0.0.1:1/v1 --port ${port}`;
    const script = `exec '${process.execPath}' '${LB_RERANK}' ${args} ${output}`;
    const running = execa(bash, ['-c', script], { reject: false });
    const url = `http://127.0.0.1:${port}`;
    const ask = () => fetch(`${url}/v2/rerank`, { method: 'POST', body: '{' });
    const started = () => ask().then(({ status }) => status, String);
    await expect.poll(started, { timeout: 60_000 }).toBe(400);
    // Each has a line of the log that is lost.
    const statuses = await Promise.all([ask(), ask(), ask()]);
    expect(statuses.map(({ status }) => status)).toEqual([400, 400, 400]);
    await setTimeout(100);
    expect((await ask()).status).toBe(400);
    running.kill('SIGTERM');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(0);
    expect(stderr.match(/standard output: ENOSPC/g) ?? []).toHaveLength(
      output.includes('2>') ? 0 : 1,
    );
  });
});
