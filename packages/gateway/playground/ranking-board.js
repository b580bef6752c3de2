import { drawLines } from './draw-lines.js';
import { moveCards } from './move-cards.js';
import { resultCard } from './result-card.js';

/**
 * Shows the ranking on the page: a list of cards, and the lines that lead to them.
 *
 * @param {{ board: HTMLElement, list: HTMLElement, svg: SVGSVGElement }} parts
 * @returns {{ show(ranking: import('./ask-gateway.js').Ranking): void, hide(): void }}
 */
export function rankingBoard({ board, list, svg }) {
  // Cards grow when the page narrows or a text is opened.
  new ResizeObserver(() => drawLines(svg, list)).observe(list);

  /** @param {Event} event */
  function highlight(event) {
    const card = event.target instanceof Element ? event.target.closest('.card') : null;
    const index = card instanceof HTMLElement ? card.dataset['index'] : undefined;
    for (const line of svg.querySelectorAll('g')) {
      line.classList.toggle('active', line.dataset['index'] === index);
    }
  }
  for (const type of ['pointerover', 'pointerleave', 'focusin', 'focusout']) {
    list.addEventListener(type, highlight);
  }

  return {
    show({ results }) {
      board.hidden = false;
      list.replaceChildren(...results.map(resultCard));
      drawLines(svg, list);
      moveCards(list);
    },
    hide() {
      board.hidden = true;
    },
  };
}
