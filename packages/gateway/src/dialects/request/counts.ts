import { fields } from './fields.ts';
import type { z } from 'zod';

/** The number of results that come back, under both of its names: each interface has one, and clients of another may send theirs. */
export const counts: {
  readonly top_n: typeof fields.count;
  readonly top_k: typeof fields.count;
} = { top_n: fields.count, top_k: fields.count };

/** A request body with the number of results under either name; 0 stands for all where a dialect takes it. */
interface CountedBody {
  readonly top_n?: z.infer<typeof fields.count>;
  readonly top_k?: z.infer<typeof fields.count>;
}

/** Reads how many results come back; undefined for all. */
export function topNOf({ top_n: topN, top_k: topK }: CountedBody): number | undefined {
  return topN || topK || undefined;
}
