import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'examples/*/**/*.test.ts'],
          // A busy machine is no failure; a test that hangs is.
          testTimeout: 30_000,
        },
      },
      './integration-tests/vitest.config.ts',
    ],
  },
});
