import { element } from './element.js';
import { levelChart } from './level-chart.js';

/**
 * Draws one passage of a ranking: its place and whence it came, its score as a bar, its levels and its text.
 *
 * @param {import('./ask-gateway.js').RankedPassage} result
 * @param {number} rank from 0
 */
export function resultCard({ index, passage, score, probabilities }, rank) {
  const card = element(
    'li',
    { class: 'card', 'data-index': `${index}`, 'data-move': directionOf(index, rank) },
    element(
      'div',
      { class: 'place' },
      element('span', { class: 'rank' }, `${rank + 1}`),
      element('span', { class: 'move', 'aria-hidden': 'true' }, arrowOf(index, rank)),
      element('span', { class: 'unseen' }, ` ${wordsOf(index, rank)}. `),
    ),
    element('div', { class: 'score' }, ...scoreOf(score)),
    probabilities === null
      ? element('p', { class: 'levels hint' }, 'not scored')
      : levelChart(probabilities),
    passageOf(passage),
  );
  card.style.setProperty('--share', `${score === null ? 0 : (score - 1) / 6}`);
  return card;
}

/** @param {number | null} score */
function scoreOf(score) {
  if (score === null) return [element('strong', {}, '–')];
  return [
    element('strong', {}, score.toFixed(2)),
    element('span', { class: 'unseen' }, ' of 7. '),
    element('div', { class: 'bar', 'aria-hidden': 'true' }, element('div')),
  ];
}

/** @param {string} passage */
function passageOf(passage) {
  const text = element('p', { class: 'passage', dir: 'auto' }, passage);
  const toggle = element(
    'button',
    { type: 'button', class: 'more', 'aria-expanded': 'false' },
    'Show all',
  );
  toggle.addEventListener('click', () => {
    const isOpen = text.classList.toggle('open');
    toggle.setAttribute('aria-expanded', `${isOpen}`);
    toggle.textContent = isOpen ? 'Show less' : 'Show all';
  });
  return element('div', { class: 'text' }, text, ...(passage.length > 280 ? [toggle] : []));
}

/**
 * @param {number} index
 * @param {number} rank
 */
function directionOf(index, rank) {
  if (index === rank) return 'same';
  return index > rank ? 'up' : 'down';
}

/**
 * @param {number} index
 * @param {number} rank
 */
function arrowOf(index, rank) {
  if (index === rank) return '=';
  return `${index > rank ? '▲' : '▼'} ${Math.abs(index - rank)}`;
}

/**
 * @param {number} index
 * @param {number} rank
 */
function wordsOf(index, rank) {
  return index === rank ? 'as before' : `was ${index + 1} before`;
}
