import type { Call } from '../checks/problems-of-response.ts';
import { documentText, queryText, type Tenant } from '../pairs/texts.ts';
import type { Draws } from '../random/draws.ts';
import { SPOKEN_DIALECTS } from '../wire/dialects.ts';

/** The queries and documents that are asked about again and again, of each caller. */
const [KNOWN_QUERIES, DOCUMENTS] = [60, 400];
const MOST_DOCUMENTS = 12;
/** Number of the first query that nobody has asked before. */
const FIRST_NEW_QUERY = 1_000_000;

let newQueries = 0;

/** Gives the number of a query that no cache can know. */
export function newQuery(): number {
  newQueries += 1;
  return FIRST_NEW_QUERY + newQueries;
}

/** Draws a call of a caller, in any dialect. */
export function drawCall(tenant: Tenant, draws: Draws): Call {
  const query = draws.isLucky(0.2) ? newQuery() : draws.between(0, KNOWN_QUERIES - 1);
  const count = draws.between(1, MOST_DOCUMENTS);
  const numbers = Array.from({ length: count }, () => draws.between(0, DOCUMENTS - 1));
  return {
    tenant,
    dialect: draws.oneOf(SPOKEN_DIALECTS),
    question: {
      query: queryText(tenant, query),
      // The same document twice would have the same score, which no order tells apart.
      documents: [...new Set(numbers)].map((number) => documentText(tenant, number)),
      topN: draws.isLucky(0.3) ? draws.between(1, MOST_DOCUMENTS) : undefined,
    },
    deadlineMs: draws.oneOf([3000, 5000, 10_000]),
    onFailure: draws.oneOf(['error', 'passthrough']),
  };
}
