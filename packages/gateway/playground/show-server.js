/**
 * Says which model the gateway has, and whether it answers.
 *
 * @param {HTMLElement} place
 */
export async function showServer(place) {
  const ready = await fetch('ready');
  // Only after it was asked for the first time does the gateway know what its server calls the model.
  const { data } = await (await fetch('v1/models')).json();
  place.dataset['state'] = ready.ok ? 'ready' : 'away';
  place.textContent = `${data[0].id}${ready.ok ? '' : ' does not answer'}`;
}
