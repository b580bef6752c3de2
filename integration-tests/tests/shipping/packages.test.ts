import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { runTool } from '@lb-rerank/test-engines/machinery';

/** A program that asks an installed gateway for the page of its API, and for what the page loads. */
const SHOWS_ITS_API = `
import { createGateway } from '@lb-rerank/gateway';
const { app, stop } = createGateway({ reranker: { modelId: 'none', rerank() {} } });
const paths = ['/docs', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js'];
const responses = await Promise.all(paths.map((path) => app.request(path)));
console.log(responses.map(({ status }) => status).join(' '));
await stop();
`;

/** A program that reads HTML through an installed adapter, and tells whether the parser was loaded before and then. */
const READS_HTML = `
import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
const hasParser = () => loaded.some((url) => url.includes('/htmlparser2/'));
const { rerankedSearch } = await import('@lb-rerank/elasticsearch');
const before = hasParser();
const hit = { _id: 'a', _source: { body: '<nav>Home</nav><p>Malus &amp; Pyrus' } };
const client = { search: async () => ({ hits: { hits: [hit] } }) };
const read = [];
const rerank = async ({ candidates }) => {
  read.push(candidates[0].passage);
  throw new Error('no model');
};
const passage = { field: 'body', format: 'html' };
await rerankedSearch(client, { reranker: { modelId: 'none', rerank }, passage })({ rerank: { query: 'q' } });
const { textOfHtml } = await import('@lb-rerank/core/html');
console.log([before, hasParser(), ...read, textOfHtml('<b>Malus</b>')].join('; '));
`;

/** A program that scores a pair in its own process, by the bundled stand-in. */
const SCORES_EMBEDDED = `
import { createLocalScorer } from '@lb-rerank/local';
await using scorer = await createLocalScorer({ gpu: false });
const [probabilities] = await scorer.score({ query: 'cats', passages: ['Cats purr.'] });
console.log(scorer.isStandIn, probabilities.length);
`;

const ROOT = join(import.meta.dirname, '../../..');

/** The flags and packages by which the README of `local` leaves out llama.cpp's builds for other hardware. */
async function withOneBuild(): Promise<string[]> {
  const readme = await readFile(join(ROOT, 'packages/local/README.md'), 'utf8');
  const [, version] = /--omit=optional .* node-llama-cpp@([\d.]+)/.exec(readme) ?? [];
  const { platform, arch } = process;
  if (platform !== 'linux') return [];
  const build = `@node-llama-cpp/${platform}-${arch}`;
  return ['--omit=optional', `node-llama-cpp@${version}`, `${build}@${version}`];
}

test('what is built installs into an empty project, imports and runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lb-rerank-packages-'));
  try {
    const pnpm = (...args: string[]) => runTool('npx', ['-y', 'pnpm@12', ...args], { cwd: ROOT });
    await pnpm('build');
    await pnpm('-r', '--filter', './packages/*', 'pack', '--pack-destination', folder);
    const tarballs = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
    const packages = await readdir(join(ROOT, 'packages'));
    expect(tarballs).toHaveLength(packages.length);

    const project = { type: 'module', private: true };
    await writeFile(join(folder, 'package.json'), JSON.stringify(project));
    await runTool(
      'npm',
      [
        'install',
        '--no-audit',
        '--no-fund',
        ...(await withOneBuild()),
        ...tarballs.map((file) => `./${file}`),
      ],
      { cwd: folder },
    );
    const script = packages
      .map(
        (name) => `console.log('${name}', Object.keys(await import('@lb-rerank/${name}')).length);`,
      )
      .join('\n');
    await writeFile(join(folder, 'import.js'), script);
    const { stdout } = await execa(process.execPath, ['import.js'], { cwd: folder });
    const names = stdout.split('\n').map((line) => line.split(' '));
    expect(names.map(([name]) => name)).toEqual(packages);
    expect(names.every(([, count]) => Number(count) > 0)).toBe(true);

    const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { hasInstallScript?: boolean }>;
    };
    const running = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript);
    expect(running.map(([path]) => path)).toEqual(['node_modules/node-llama-cpp']);

    await writeFile(join(folder, 'docs.js'), SHOWS_ITS_API);
    const docs = await execa(process.execPath, ['docs.js'], { cwd: folder });
    expect(docs.stdout).toBe('200 200 200');

    await writeFile(join(folder, 'html.js'), READS_HTML);
    const html = await execa(process.execPath, ['html.js'], { cwd: folder });
    expect(html.stdout).toBe('false; true; Malus & Pyrus; Malus');

    await writeFile(join(folder, 'embedded.js'), SCORES_EMBEDDED);
    const offline = { LB_RERANK_OFFLINE: '1', LB_RERANK_CACHE: join(folder, 'no-models') };
    const embedded = await execa(process.execPath, ['embedded.js'], { cwd: folder, env: offline });
    expect(embedded.stdout).toBe('true 7');

    const command = (...args: string[]) =>
      execa(join(folder, 'node_modules/.bin/lb-rerank'), args, {
        cwd: folder,
        preferLocal: true,
        localDir: ROOT,
      });
    expect((await command('--version')).stdout).toBe('0.1.0');
    await writeFile(
      join(folder, 'lb-rerank.config.ts'),
      "import { defineConfig } from '@lb-rerank/cli';\nexport default defineConfig({ requestTimeoutMs: 7 });\n",
    );
    expect((await command('config')).stdout).toContain('requestTimeoutMs = 7');
    expect((await command('model', 'list')).stdout).toContain('Q8_0');
    expect((await command('serve', '--help')).stdout).toContain('lb-rerank serve --url');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 300_000);
