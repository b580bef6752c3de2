import { defineConfig } from 'tsdown';

export default defineConfig({
  workspace: 'packages/*',
  entry: ['src/index.ts'],
  platform: 'node',
  dts: { oxc: true },
  publint: true,
  attw: { profile: 'esm-only' },
});
