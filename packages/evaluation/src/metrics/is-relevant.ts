/** Tells relevant grades from others, for metrics that know only yes and no (trec_eval's default level of 1). */
export function isRelevant(grade: number): boolean {
  return grade >= 1;
}
