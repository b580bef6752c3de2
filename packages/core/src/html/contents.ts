/** The parts of a page that a text may stand in; a text's parts are added up. */
export const MAIN = 1;
export const ARTICLE = 2;
export const FORM = 4;
/** The parts around the contents: navigation, foot, side notes. */
export const AROUND = 8;
/** The head of the page, which stands around them too, but may hold their heading. */
export const HEAD = 16;
/** An `h1`. */
export const HEADING = 32;

type Choice = (parts: number) => boolean;

/** The lengths of texts, by the parts that they stand in. */
export class Weights {
  readonly #byParts: number[] = Array.from({ length: 2 * HEADING }, () => 0);

  add(parts: number, text: string): void {
    this.#byParts[parts]! += text.length;
  }

  of(isCounted: Choice): number {
    return this.#byParts.reduce((sum, weight, parts) => (isCounted(parts) ? sum + weight : sum), 0);
  }
}

/**
 * Tells a page's contents from what else it says: they are the text of `main`, else of the articles where these hold half of all,
 * with the `h1` outside of them, else of the whole. Forms belong to them where they hold most of the text, as on pages that are one form; what stands around the
 * contents only where there is nothing else.
 */
export function isOfContents(weights: Weights): Choice {
  const isInside = isNotIn(AROUND + HEAD);
  const articles = weights.of(both(isIn(ARTICLE), isInside));
  const isOfArticles = articles > 0 && 2 * articles >= weights.of(isInside);
  if (weights.of(isIn(MAIN)) > 0) return withFormsWhereTheyAreMost(weights, isIn(MAIN), isInside);
  if (!isOfArticles) return withFormsWhereTheyAreMost(weights, () => true, isInside);
  const isHeading = both(isIn(HEADING), isNotIn(AROUND));
  const isOfText = either(isHeading, both(isIn(ARTICLE), isInside));
  return withFormsWhereTheyAreMost(weights, isOfText, () => true);
}

function withFormsWhereTheyAreMost(weights: Weights, isInRegion: Choice, isInside: Choice): Choice {
  const withForms = both(isInRegion, isInside);
  const contents = both(withForms, isNotIn(FORM));
  if (weights.of(withForms) === 0) return isInRegion;
  return weights.of(withForms) > 2 * weights.of(contents) ? withForms : contents;
}

function isIn(part: number): Choice {
  return (parts) => (parts & part) !== 0;
}

function isNotIn(part: number): Choice {
  return (parts) => (parts & part) === 0;
}

function either(first: Choice, second: Choice): Choice {
  return (parts) => first(parts) || second(parts);
}

function both(first: Choice, second: Choice): Choice {
  return (parts) => first(parts) && second(parts);
}
