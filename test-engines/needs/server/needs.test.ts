import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { elasticsearch } from '../../elasticsearch/index.ts';
import { opensearch } from '../../opensearch/index.ts';
import { requirements } from '../../requirements/index.ts';
import { vllm } from '../../vllm/index.ts';
import { needs } from './needs.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lb-rerank-bare-'));
  // A machine that has nothing at all, and nothing in its cache.
  vi.stubEnv('LB_RERANK_TEST_CACHE', folder);
  vi.stubEnv('LB_RERANK_INSTALL', 'no');
  vi.stubEnv('PATH', folder);
  for (const requirement of Object.values(requirements)) {
    vi.spyOn(requirement, 'find').mockResolvedValue(undefined);
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const isRoot = process.getuid?.() === 0;
const forJava = {
  lacks: ['no JDK 21 or newer', 'no Maven'],
  cure: 'install Temurin 21 or newer, or set JAVA_HOME; install what Debian calls maven',
};
const forVllm = {
  lacks: ['no libnuma', 'no Python 3.11 to 3.13 with venv'],
  cure: 'install what Debian calls libnuma1 python3 python3-venv',
};

test.each([
  {
    name: 'elasticsearch',
    provide: (): Promise<unknown> => elasticsearch().startProcess(),
    lacks: [...forJava.lacks, ...(isRoot ? ['no setpriv'] : [])],
    cure: `${forJava.cure}${isRoot ? ' util-linux' : ''}`,
  },
  { name: 'opensearch', provide: () => opensearch().startProcess(), ...forJava },
  { name: 'vllm', provide: () => vllm().startProcess(), ...forVllm },
  { name: 'vllm python', provide: () => needs['vllm python'].provide(), ...forVllm },
  { name: 'ray python', provide: () => needs['ray python'].provide(), ...forVllm },
])('names at once all that $name lacks', async ({ provide, lacks, cure }) => {
  await expect(provide()).rejects.toMatchObject({
    name: 'MissingRequirementError',
    message: `${lacks.join(', ')}; ${cure}`,
  });
});
