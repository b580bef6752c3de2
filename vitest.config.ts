import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['packages/*/src/**/*.test.ts', 'examples/*/**/*.test.ts'] },
      },
      './integration-tests/vitest.config.ts',
    ],
  },
});
