import type { SystemResult } from '../../experiment/data-set-result.ts';

const FIRST_STAGE = '#98a2b3';
/** Told apart by most colour-blind readers too (source: Okabe and Ito, Color Universal Design). */
const MODELS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

/** Assigns the systems' colours, which are the same in all charts of a report. */
export function paletteOf(systems: readonly SystemResult[]): {
  readonly domain: string[];
  readonly range: string[];
} {
  const models = systems.filter(({ kind }) => kind === 'reranked').map(({ name }) => name);
  const base = systems.filter(({ kind }) => kind === 'first-stage').map(({ name }) => name);
  const unique = (names: readonly string[]) => [...new Set(names)];
  return {
    domain: [...unique(base), ...unique(models)],
    range: [
      ...unique(base).map(() => FIRST_STAGE),
      ...unique(models).map((_, index) => MODELS[index % MODELS.length]!),
    ],
  };
}
