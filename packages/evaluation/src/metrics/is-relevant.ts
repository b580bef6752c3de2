/** Whether a grade counts as relevant where a metric knows only yes and no (trec_eval's default level of 1). */
export function isRelevant(grade: number): boolean {
  return grade >= 1;
}
