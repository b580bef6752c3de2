import { svgElement } from './svg-element.js';

const WIDTH = 126;
const HEIGHT = 44;
const COLUMN = WIDTH / 7;
const GAP = 4;

/**
 * Draws the probabilities of the seven levels as columns, spelt out for those who do not see them.
 *
 * @param {readonly number[]} probabilities p("1") to p("7")
 */
export function levelChart(probabilities) {
  const spelt = probabilities
    .flatMap((probability, n) =>
      probability < 0.005 ? [] : [`level ${n + 1}: ${percent(probability)}`],
    )
    .join(', ');
  return svgElement(
    'svg',
    {
      class: 'levels',
      viewBox: `0 0 ${WIDTH} ${HEIGHT + 14}`,
      role: 'img',
      'aria-label': `Probabilities: ${spelt}`,
    },
    ...probabilities.flatMap((probability, n) => column(probability, n)),
  );
}

/**
 * @param {number} probability
 * @param {number} n
 */
function column(probability, n) {
  const x = n * COLUMN + GAP / 2;
  const width = COLUMN - GAP;
  const height = Math.max(1.5, probability * HEIGHT);
  const title = svgElement('title', {}, `${n + 1}: ${percent(probability)}`);
  return [
    svgElement('rect', { class: 'track', x, y: 0, width, height: HEIGHT, rx: 2 }),
    svgElement('rect', { class: 'column', x, y: HEIGHT - height, width, height, rx: 2 }),
    svgElement(
      'rect',
      { class: 'touch', x: n * COLUMN, y: 0, width: COLUMN, height: HEIGHT + 14 },
      title,
    ),
    svgElement('text', { x: x + width / 2, y: HEIGHT + 11 }, `${n + 1}`),
  ];
}

/** @param {number} probability */
function percent(probability) {
  return `${Math.round(probability * 100)} %`;
}
