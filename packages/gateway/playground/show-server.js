/**
 * Says which model the gateway has, whether it answers, and whether it is the LB Reranker.
 *
 * @param {HTMLElement} place
 */
export async function showServer(place) {
  const ready = await fetch('ready');
  // Only after it was asked for the first time does the gateway know what its server calls the model.
  const { data } = await (await fetch('v1/models')).json();
  const [{ id, lb_rerank: known }] = data;
  const { state, says } = ready.ok ? (KNOWN[known?.model] ?? UNKNOWN) : AWAY;
  place.dataset['state'] = state;
  place.textContent = `${id}${says}`;
}

const AWAY = { state: 'away', says: ' does not answer' };
const UNKNOWN = { state: 'ready', says: '' };
/** Marks and words for a model, by what its answers tell. @type {Record<string, { state: string, says: string }>} */
const KNOWN = {
  'stand-in': { state: 'other', says: ': a stand-in, not the LB Reranker' },
  other: { state: 'other', says: ': not the LB Reranker, by its answers' },
};
