import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'examples/*/**/*.test.ts',
            'test-engines/**/*.test.ts',
            'chaos/**/*.test.ts',
            'integration-tests/docstrings/*.test.ts',
          ],
          // Nothing that a test leaves behind reaches another file, so workers are shared.
          isolate: false,
          // Many wait for timers and processes of theirs.
          maxWorkers: 3,
          // A busy machine is no failure; a test that hangs is.
          testTimeout: 30_000,
        },
      },
      './integration-tests/vitest.config.ts',
    ],
  },
});
