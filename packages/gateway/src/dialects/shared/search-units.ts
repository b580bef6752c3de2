/** A query with up to 100 documents, as Cohere counts them; nobody is billed here. */
export function searchUnits(documents: number): number {
  return Math.max(1, Math.ceil(documents / 100));
}
