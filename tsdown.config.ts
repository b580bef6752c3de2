import { defineConfig } from 'tsdown';

export default defineConfig({
  workspace: 'packages/*',
  entry: ['src/index.ts'],
  platform: 'node',
  dts: true,
  fixedExtension: false,
  publint: true,
  attw: { profile: 'esm-only' },
});
