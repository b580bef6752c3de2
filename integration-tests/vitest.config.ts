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
    // A set-up waits for tools and engines as long as they get on, and they have limits of their own: see run-tool.ts and
    // wait-until-healthy.ts. This one, longer than both together, is for whatever else hangs: 3 hours.
    hookTimeout: 10_800_000,
    teardownTimeout: 60_000,
  },
});
