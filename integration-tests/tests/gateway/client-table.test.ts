import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const ENGINES = join(ROOT, 'test-engines');
const ROW = /^\| (?<client>[^|]+?) \| (?<version>[\d.]+(?:-\w+)?) \| `(?<path>\/[^`]+)` \|/gm;

/** The rows of the README's table of clients that were run. */
async function rows() {
  const readme = await readFile(join(ROOT, 'packages/gateway/README.md'), 'utf8');
  return [...readme.matchAll(ROW)].map(({ groups }) => ({
    client: groups!['client']!,
    version: groups!['version']!,
  }));
}

/** Finds the version of a package that the tests run, where its registry's lock has it. */
async function installedVersion(registry: string, name: string): Promise<string | undefined> {
  if (registry === 'npm') {
    const path = join(ROOT, 'integration-tests/node_modules', name, 'package.json');
    return (JSON.parse(await readFile(path, 'utf8')) as { version: string }).version;
  }
  if (registry === 'PyPI') {
    const lock = await readFile(join(ENGINES, 'python-clients/requirements.txt'), 'utf8');
    return lock
      .split('\n')
      .find((line) => line.startsWith(`${name}==`))
      ?.split('==')[1];
  }
  const pom = await readFile(join(ENGINES, 'java-clients/pom.xml'), 'utf8');
  const [, after] = pom.split(`<artifactId>${name}</artifactId>`);
  return /<version>(.*?)<\/version>/.exec(after!)?.[1];
}

test("the README's table names the version of each client that is run", async () => {
  const named = await rows();
  const packages = named.flatMap(({ client, version }) => {
    const [, registry, name] = /: (npm|PyPI|Maven) `(.+)`$/.exec(client) ?? [];
    return registry === undefined ? [] : [{ client, version, registry, name: name! }];
  });
  expect(named).toHaveLength(22);
  expect(packages).toHaveLength(19);
  const run = packages.map(async ({ client, registry, name }) => ({
    client,
    version: await installedVersion(registry, name),
  }));
  expect(packages.map(({ client, version }) => ({ client, version }))).toEqual(
    await Promise.all(run),
  );
});
