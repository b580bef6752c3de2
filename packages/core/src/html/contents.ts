/** The parts of a page that a text may stand in. */
export const MAIN = 1;
export const ARTICLE = 2;
export const FORM = 4;
/** All that stands around the contents: navigation, head, foot, side notes. */
export const AROUND = 8;

/** A text of a page, without spaces at its ends unless they are shown. */
export interface Piece {
  readonly text: string;
  /** The strongest break between it and the text before it. */
  readonly before: number;
  /** The parts that it stands in, added up. */
  readonly parts: number;
  /** Whether its spaces and line breaks are shown. */
  readonly isAsItStands: boolean;
}

type Choice = (piece: Piece) => boolean;

/**
 * Tells a page's contents from what else it says: they are the text of `main`, else of the articles where these hold half of all,
 * else of the whole. Forms belong to them where they hold most of the text, as on pages that are one form; what stands around the
 * contents only where there is nothing else.
 */
export function isOfContents(pieces: readonly Piece[]): Choice {
  const weightOf = (isCounted: Choice) =>
    pieces.reduce((sum, piece) => (isCounted(piece) ? sum + weight(piece) : sum), 0);
  const articles = weightOf(both(isIn(ARTICLE), isNotIn(AROUND)));
  const isOfArticles = articles > 0 && 2 * articles >= weightOf(isNotIn(AROUND));
  const region = weightOf(isIn(MAIN)) > 0 ? MAIN : isOfArticles ? ARTICLE : undefined;
  const isInRegion = region === undefined ? () => true : isIn(region);
  const contents = both(isInRegion, isNotIn(AROUND + FORM));
  const withForms = both(isInRegion, isNotIn(AROUND));
  const [weightOfContents, weightWithForms] = [weightOf(contents), weightOf(withForms)];
  if (weightWithForms === 0) return isInRegion;
  return weightWithForms > 2 * weightOfContents ? withForms : contents;
}

function isIn(parts: number): Choice {
  return (piece) => (piece.parts & parts) !== 0;
}

function isNotIn(parts: number): Choice {
  return (piece) => (piece.parts & parts) === 0;
}

function both(first: Choice, second: Choice): Choice {
  return (piece) => first(piece) && second(piece);
}

function weight({ text, isAsItStands }: Piece): number {
  return isAsItStands ? text.trim().length : text.length;
}
