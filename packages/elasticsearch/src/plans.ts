export { askForPlan, type Asking, type PlanAnswer } from './asking/ask-for-plans.ts';
export { askForSearches, type FoundSearch } from './asking/ask-for-searches.ts';
export { PASSAGE_FORMS } from './passage/passage-selector.ts';
export type { MsearchPlan, PlannedSearch } from './plan/plan-msearch.ts';
export { planSearch, type SearchPlan } from './plan/plan-search.ts';
export { answerMsearch } from './search/answer-msearch.ts';
export { answerSearch } from './search/answer-search.ts';
