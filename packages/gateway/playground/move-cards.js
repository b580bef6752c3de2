/**
 * Lets cards glide from their places before to those they have now, unless the reader wants no motion.
 *
 * @param {HTMLElement} list of cards, best first
 */
export function moveCards(list) {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const cards = /** @type {HTMLElement[]} */ ([...list.children]);
  const tops = cards.map((card) => card.offsetTop);
  for (const card of cards) {
    const distance = (tops[Number(card.dataset['index'])] ?? 0) - card.offsetTop;
    card.animate([{ transform: `translateY(${distance}px)` }, { transform: 'none' }], {
      duration: 650,
      easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)',
    });
  }
}
