import { expectTypeOf } from 'vitest';
import type { PassageSelector } from './passage-selector.ts';

expectTypeOf<{ field: 'text'; format: 'html' }>().toExtend<PassageSelector>();
expectTypeOf<readonly ['title', { field: 'text'; label: 'Text' }]>().toExtend<PassageSelector>();
expectTypeOf<{ fields: [{ field: 'text'; format: 'html' }] }>().toExtend<PassageSelector>();
expectTypeOf<{
  innerHits: 'chunks';
  field: { field: 'chunks.text'; format: 'html' };
}>().toExtend<PassageSelector>();

// @ts-expect-error: there is `format`
export const misspelt: PassageSelector = { field: 'text', fromat: 'html' };
// @ts-expect-error: no such format
export const unknown: PassageSelector = { field: 'text', format: 'markdown' };
