import { svgElement } from './svg-element.js';

/**
 * Draws a line from each passage's place before to its place now: the places are the middles of the cards.
 *
 * @param {SVGSVGElement} svg as high as the list
 * @param {HTMLElement} list of cards, best first
 */
export function drawLines(svg, list) {
  const cards = /** @type {HTMLElement[]} */ ([...list.children]);
  const { width } = svg.getBoundingClientRect();
  const isWide = width > 60;
  const left = isWide ? 22 : 4;
  const middles = cards.map((card) => card.offsetTop - list.offsetTop + card.offsetHeight / 2);
  svg.setAttribute('viewBox', `0 0 ${width} ${list.offsetHeight}`);
  svg.replaceChildren(
    ...cards.map((card, rank) => lineOf(card, { left, right: width - 3 }, middles, rank)),
    ...(isWide ? middles.map((y, n) => svgElement('text', { x: 8, y: y + 4 }, `${n + 1}`)) : []),
  );
}

/**
 * @param {HTMLElement} card
 * @param {{ left: number, right: number }} ends
 * @param {number[]} middles
 * @param {number} rank
 */
function lineOf(card, { left, right }, middles, rank) {
  const from = middles[Number(card.dataset['index'])] ?? 0;
  const to = middles[rank] ?? 0;
  const bend = (left + right) / 2;
  return svgElement(
    'g',
    { 'data-index': card.dataset['index'] ?? '', 'data-move': card.dataset['move'] ?? '' },
    svgElement('path', { d: `M${left} ${from} C${bend} ${from} ${bend} ${to} ${right} ${to}` }),
    svgElement('circle', { cx: left, cy: from, r: 3 }),
    svgElement('circle', { cx: right, cy: to, r: 3 }),
  );
}
