/** The headings over times of queries, up to where reports differ. */
export const TIMING_HEADINGS: readonly string[] = [
  'time of a query',
  'hits reranked',
  'queries timed',
  'pairs a query',
  'median',
  'p95',
  'pairs a second',
];

/** The heading of the cost, last where a price is known. */
export const COST_HEADING = 'cost of 1,000 queries';
