import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('an application finds at most 60 names; what packages need of each other has entries of its own', async () => {
  const index = await readFile(join(import.meta.dirname, 'index.ts'), 'utf8');
  const names = [...index.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').filter((name) => name.trim() !== ''),
  );
  expect(names.length).toBeGreaterThan(0);
  expect(names.length).toBeLessThanOrEqual(60);
});
