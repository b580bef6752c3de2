import { expect, test } from 'vitest';
import { createRunFolder } from './create-run-folder.ts';
import { startProcess } from './start-process.ts';

test.skipIf(process.platform !== 'linux')(
  'counts what members of a process group did that have ended since',
  async () => {
    const busy = `
      require('node:fs').readFileSync(process.execPath);
      for (const end = Date.now() + 400; Date.now() < end; );`;
    const started = startProcess({
      command: '/bin/sh',
      args: ['-c', '"$0" -e "$1"; echo done; sleep 600', process.execPath, busy],
      env: {},
      runFolder: await createRunFolder('group-work'),
    });
    try {
      await expect.poll(() => started.logTail(), { timeout: 20_000 }).toBe('done\n');
      const { group } = await started.work();
      expect(group!.processorMs).toBeGreaterThan(150);
      expect(group!.transferredBytes).toBeGreaterThan(10_000_000);
    } finally {
      await started.kill();
    }
  },
);
