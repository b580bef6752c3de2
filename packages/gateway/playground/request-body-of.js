/**
 * Makes the body of a rerank request, for the address `v2/rerank`.
 *
 * @param {import('./ask-gateway.js').Question} question
 */
export function requestBodyOf({ query, passages }) {
  return { query, documents: passages, return_details: true };
}
