/** The parts of a page that a text may stand in; a text's parts are added up. */
export const MAIN = 1;
export const ARTICLE = 2;
export const FORM = 4;
/** All that stands around the contents: navigation, head, foot, side notes. */
export const AROUND = 8;

type Choice = (parts: number) => boolean;

/** The lengths of texts, by the parts that they stand in. */
export class Weights {
  readonly #byParts: number[] = Array.from({ length: 2 * AROUND }, () => 0);

  add(parts: number, text: string): void {
    this.#byParts[parts]! += text.length;
  }

  of(isCounted: Choice): number {
    return this.#byParts.reduce((sum, weight, parts) => (isCounted(parts) ? sum + weight : sum), 0);
  }
}

/**
 * Tells a page's contents from what else it says: they are the text of `main`, else of the articles where these hold half of all,
 * else of the whole. Forms belong to them where they hold most of the text, as on pages that are one form; what stands around the
 * contents only where there is nothing else.
 */
export function isOfContents(weights: Weights): Choice {
  const articles = weights.of(both(isIn(ARTICLE), isNotIn(AROUND)));
  const isOfArticles = articles > 0 && 2 * articles >= weights.of(isNotIn(AROUND));
  const region = weights.of(isIn(MAIN)) > 0 ? MAIN : isOfArticles ? ARTICLE : undefined;
  const isInRegion = region === undefined ? () => true : isIn(region);
  const contents = both(isInRegion, isNotIn(AROUND + FORM));
  const withForms = both(isInRegion, isNotIn(AROUND));
  if (weights.of(withForms) === 0) return isInRegion;
  return weights.of(withForms) > 2 * weights.of(contents) ? withForms : contents;
}

function isIn(part: number): Choice {
  return (parts) => (parts & part) !== 0;
}

function isNotIn(part: number): Choice {
  return (parts) => (parts & part) === 0;
}

function both(first: Choice, second: Choice): Choice {
  return (parts) => first(parts) && second(parts);
}
