import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'integration',
    include: ['tests/**/*.test.ts'],
    globalSetup: './engines/global-setup.ts',
    // Engines share the machine with the tests: one file at a time, and patience.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 600_000,
    teardownTimeout: 60_000,
  },
});
