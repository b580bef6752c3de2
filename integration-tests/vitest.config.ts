import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'integration',
    include: ['tests/**/*.test.ts'],
    globalSetup: './setup/global-setup.ts',
    // Half of what a file does is to wait for engines, which share the machine with the tests.
    maxWorkers: 2,
    // After the unit tests, during which engines start.
    sequence: { groupOrder: 1 },
    testTimeout: 120_000,
    // A set-up waits for engines as long as they get on; see wait-until-healthy.ts.
    hookTimeout: 0,
    teardownTimeout: 60_000,
  },
});
