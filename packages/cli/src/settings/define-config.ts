import type { z } from 'zod';
import type { settingsSchema } from './settings-schema.ts';

/** Gives a settings file in TypeScript its types: `export default defineConfig({ … })` in `lb-rerank.config.ts`. */
export function defineConfig(
  settings: z.input<typeof settingsSchema>,
): z.input<typeof settingsSchema> {
  return settings;
}
