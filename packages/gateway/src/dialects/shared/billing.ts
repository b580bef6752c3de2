import { z } from '@hono/zod-openapi';

/** The account of a rerank as Cohere's API gives it, where nobody is billed. */
export const billing: {
  readonly schema: z.ZodType;
  readonly of: (documents: number) => object;
} = {
  schema: z.object({ billed_units: z.object({ search_units: z.int() }) }),
  of: (documents) => ({ billed_units: { search_units: searchUnits(documents) } }),
};

/** Counts a unit for each query with up to 100 documents, as Cohere counts them. */
function searchUnits(documents: number): number {
  return Math.max(1, Math.ceil(documents / 100));
}
