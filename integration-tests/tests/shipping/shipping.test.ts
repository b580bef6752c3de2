import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { createRunFolder } from '@lb-rerank/test-engines/machinery';
import { describeWith } from '@lb-rerank/test-engines/needs';
import { DASHBOARD, dashboardPanels } from './dashboard-panels.ts';

const DEPLOY = join(import.meta.dirname, '../../../deploy');
const TOOLS = join(import.meta.dirname, 'validators');
const COMMAND = join(import.meta.dirname, '../../../packages/cli/src/bin.ts');
const PROMETHEUS = join(DEPLOY, 'prometheus');

describeWith('what is shipped', ['shipping python'], ({ 'shipping python': python }) => {
  const tool = (name: string) => join(dirname(python), name);

  test('has a Dockerfile without a finding of hadolint', async () => {
    const linting = execa(tool('hadolint'), [join(DEPLOY, 'Dockerfile')]);
    await expect(linting).resolves.toMatchObject({ stdout: '' });
  });

  test('has a Compose file that the specification allows', async () => {
    const script = join(TOOLS, 'validate-compose.py');
    const validating = execa(python, [script, join(DEPLOY, 'compose.yaml')]);
    await expect(validating).resolves.toMatchObject({ exitCode: 0 });
  });

  test('has manifests that Kubernetes knows every field of', async () => {
    const folder = join(DEPLOY, 'kubernetes');
    const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml'));
    const paths = files.map((file) => join(folder, file));
    const { stdout } = await execa(tool('kubernetes-validate'), ['--strict', ...paths]);
    for (const kind of [
      'statefulset/vllm',
      'deployment/gateway',
      'deployment/proxy',
      'deployment/redis',
      'horizontalpodautoscaler/vllm',
    ]) {
      expect(stdout).toContain(`passed for resource ${kind}`);
    }
  });

  test("has a dashboard in Grafana's own types", async () => {
    const validating = execa(python, [join(TOOLS, 'validate-dashboard.py'), DASHBOARD]);
    await expect(validating).resolves.toMatchObject({ exitCode: 0 });
  });
});

describeWith('what is shipped for Prometheus', ['promtool'], ({ promtool }) => {
  test('has alerts that fire when they should', async () => {
    const options = { cwd: PROMETHEUS };
    const checked = await execa(promtool, ['check', 'config', 'prometheus.yaml'], options);
    expect(checked.stdout).toContain('4 rules found');
    const tested = await execa(promtool, ['test', 'rules', 'alerts.test.yaml'], options);
    expect(tested.stdout).toContain('SUCCESS');
  });

  test('has a dashboard with queries that it can read', async () => {
    const rules = (await dashboardPanels())
      .flatMap(({ queries }) => queries)
      .map((query, n) => ({
        record: `panel:${n}`,
        expr: query.replaceAll('$__rate_interval', '1m'),
      }));
    const file = join(await createRunFolder('dashboard'), 'rules.yaml');
    // JSON is YAML too.
    await writeFile(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    const { stdout } = await execa(promtool, ['check', 'rules', '--lint=none', file]);
    expect(stdout).toContain(`${rules.length} rules found`);
  });
});

describeWith(
  "the gateway's and the proxy's container",
  ['shipping python'],
  ({ 'shipping python': python }) => {
    /** Reads a container's arguments and variables; it listens on this machine only, with a key where a secret gives one. */
    async function containerIn(
      file: string,
      path: string,
    ): Promise<{ args: string[]; env: Record<string, string> }> {
      const { stdout } = await execa(python, [join(TOOLS, 'container.py'), file, path]);
      return JSON.parse(stdout.replaceAll('0.0.0.0', '127.0.0.1'));
    }

    const serves = /^lb-rerank serves http:\/\/vllm.* at http:\/\/127\.0\.0\.1:\d+$/;
    const stands =
      /^lb-rerank stands before Elasticsearch http:\/\/elasticsearch.* at http:\/\/127\.0\.0\.1:\d+$/;

    test.each([
      ['compose.yaml', 'services.gateway', serves],
      ['compose.yaml', 'services.proxy', stands],
      ['kubernetes/gateway.yaml', 'spec.template.spec.containers.0', serves],
      ['kubernetes/proxy.yaml', 'spec.template.spec.containers.0', stands],
    ])('of %s, %s, has arguments and variables that lb-rerank knows', async (file, path, told) => {
      const container = await containerIn(join(DEPLOY, file), path);
      const listening = execa(process.execPath, [COMMAND, ...container.args], {
        env: { ...container.env, LB_RERANK_PORT: '0' },
        forceKillAfterDelay: 10_000,
        reject: false,
      });
      const [line] = await once(createInterface(listening.stderr), 'line');
      listening.kill();
      expect(line).toMatch(told);
      expect(await listening).toMatchObject({ exitCode: 0 });
    });
  },
);
