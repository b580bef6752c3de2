import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/adapter.ts',
    'src/backend.ts',
    'src/files.ts',
    'src/html.ts',
    'src/testing.ts',
  ],
});
