import { AROUND, ARTICLE, FORM, HEAD, HEADING, MAIN } from './contents.ts';
import {
  AROUND_CONTENTS,
  HEADINGS,
  NEVER_READ,
  PREFORMATTED,
  ROLES_AROUND_CONTENTS,
  WITH_OWN_HEADER,
} from './element-kinds.ts';

/** An element that has begun and not ended. */
export interface OpenElement {
  readonly name: string;
  /** The parts of the page that its text stands in, added up. */
  readonly parts: number;
  readonly isRead: boolean;
  /** Whether its spaces and line breaks are shown. */
  readonly isPreformatted: boolean;
  /** Whether a `header` inside of it is that of a text, and not of the page. */
  readonly hasOwnHeader: boolean;
  /** Whether it stands in a heading, or is one. */
  readonly isInHeading: boolean;
  /** Whether it is written in SVG or MathML. */
  readonly isForeign: boolean;
}

/** The attributes that say something of an element's text. */
export const READ_ATTRIBUTES = [
  'alt',
  'aria-controls',
  'aria-expanded',
  'aria-hidden',
  'hidden',
  'open',
  'role',
  'style',
] as const;

/** Those of one element, with '' for one without a value. */
export type Attributes = { [Name in (typeof READ_ATTRIBUTES)[number]]?: string };

/** The page, in which all elements stand. */
export const PAGE: OpenElement = {
  name: '',
  parts: 0,
  isRead: true,
  isPreformatted: false,
  hasOwnHeader: false,
  isInHeading: false,
  isForeign: false,
};

const HIDING_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

/** Comments of CSS, of which one without an end goes on to the end. */
const COMMENTS = /\/\*[^]*?(?:\*\/|$)/g;

/** Opens an element inside of another. */
export function openElement(
  name: string,
  attributes: Attributes,
  around: OpenElement,
): OpenElement {
  const [role = ''] = (attributes.role ?? '').trim().toLowerCase().split(/\s/, 1);
  return {
    name,
    parts: partsOf(name, role, around),
    isRead:
      around.isRead &&
      (!NEVER_READ.has(name) || isHeadingButton(name, attributes, around)) &&
      !isHidden(name, attributes),
    isPreformatted: around.isPreformatted || PREFORMATTED.has(name),
    hasOwnHeader: around.hasOwnHeader || WITH_OWN_HEADER.has(name) || WITH_OWN_HEADER.has(role),
    isInHeading: around.isInHeading || HEADINGS.has(name),
    isForeign: around.isForeign || name === 'svg' || name === 'math',
  };
}

/** Tells whether a page does not show an element. The whole page is shown, though scripts may first hide it. */
export function isHidden(name: string, attributes: Attributes): boolean {
  if (name === 'html' || name === 'body') return false;
  const { hidden, style = '' } = attributes;
  return (
    // What is found by a search of the page is part of its text.
    (hidden !== undefined && hidden.toLowerCase() !== 'until-found') ||
    attributes['aria-hidden']?.toLowerCase() === 'true' ||
    (name === 'dialog' && attributes.open === undefined) ||
    HIDING_STYLE.test(style.replaceAll(COMMENTS, ' '))
  );
}

/** Tells whether an element is a button that heads a text, which it may show and hide. */
function isHeadingButton(name: string, attributes: Attributes, around: OpenElement): boolean {
  return (
    name === 'button' &&
    (around.isInHeading || 'aria-expanded' in attributes || 'aria-controls' in attributes)
  );
}

function partsOf(name: string, role: string, around: OpenElement): number {
  // Whatever stands around `main`, it is the contents: on some servers' pages, one form is around all.
  if (name === 'main' || role === 'main') return MAIN;
  const isAround = AROUND_CONTENTS.has(name) || ROLES_AROUND_CONTENTS.has(role);
  return (
    around.parts |
    (name === 'article' || role === 'article' ? ARTICLE : 0) |
    (name === 'form' ? FORM : 0) |
    (isAround ? AROUND : 0) |
    (name === 'header' && !around.hasOwnHeader ? HEAD : 0) |
    (name === 'h1' ? HEADING : 0)
  );
}
