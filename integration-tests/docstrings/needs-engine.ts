import type { DocstringExample } from './docstring-examples.ts';

/** Tells whether an example asks a search engine, an embedding server or a gateway that runs beside it. */
export function needsEngine({ program }: DocstringExample): boolean {
  return /:(?:9200|6333|8001|8787)\b/.test(program);
}
