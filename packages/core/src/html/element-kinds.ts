/** The breaks between two texts of a page, by their strength. */
export const BREAKS = ['', ' ', '\n', '\t', '\n'] as const;
/** Between words. */
export const SPACE = 1;
/** Around paragraphs and the like. */
export const LINE = 2;
/** Between the cells of a row: stronger than the lines inside of them. */
export const CELL = 3;
/** Around the rows of a table: stronger than the ends of cells. */
const ROW = 4;

/** Elements that have no end, nor text. */
export const VOID: ReadonlySet<string> = setOf(
  'area base basefont br col command embed frame hr img input keygen link meta param source track wbr',
);

/** Elements whose text is code, or is there for other programs. */
const UNSHOWN = 'script style template noscript annotation annotation-xml noframes noembed';
/** Elements that show something else than text, and those by which a form is filled in. */
const SHOWN_AS_A_BOX =
  'svg iframe object applet video audio canvas meter progress button select optgroup option datalist textarea';

/** Elements whose text is not read. */
export const NEVER_READ: ReadonlySet<string> = setOf(UNSHOWN, SHOWN_AS_A_BOX);

/** Elements and roles of what stands around the contents of a page; `header` is told apart. */
export const AROUND_CONTENTS: ReadonlySet<string> = setOf('nav footer aside search dialog');
export const ROLES_AROUND_CONTENTS: ReadonlySet<string> = setOf(
  'navigation banner contentinfo complementary search dialog alertdialog',
);
/** Elements whose `header` is that of a text, and not of the page (source: the role banner in HTML's accessibility mapping). */
export const WITH_OWN_HEADER: ReadonlySet<string> = setOf('main article section');

/** Elements that head a text. */
export const HEADINGS: ReadonlySet<string> = setOf('h1 h2 h3 h4 h5 h6 summary');

/** Elements that keep their spaces and line breaks. */
export const PREFORMATTED: ReadonlySet<string> = setOf('pre listing xmp plaintext');

const LINES = setOf(
  'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure',
  'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search section summary ul xmp',
);
const ROWS = setOf('table tr');
const BOXES = setOf(SHOWN_AS_A_BOX, 'img input');

/** Gives the break that an element sets before and behind itself; 0 for none. Cells are told apart by their place in a row. */
export function breakAround(name: string): number {
  if (ROWS.has(name)) return ROW;
  if (LINES.has(name)) return LINE;
  return BOXES.has(name) ? SPACE : 0;
}

const NONE: ReadonlySet<string> = new Set();
const CLOSED_BY_CELL = setOf('p td th');
const CLOSED_BY_ROW = setOf('p td th tr');
const CLOSED_BY_ROWS = setOf('p td th tr thead tbody tfoot');
const CLOSED_BY_ITEM = setOf('p li');
const CLOSED_BY_TERM = setOf('p dt dd');
const CLOSED_BY_LINE = setOf('p');

/** Gives the elements that end where another begins inside of them, though nothing says so. */
export function closedBy(name: string): ReadonlySet<string> {
  return (
    CLOSERS.get(name) ?? (LINES.has(name) && !WITHOUT_CLOSING.has(name) ? CLOSED_BY_LINE : NONE)
  );
}

const CLOSERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['li', CLOSED_BY_ITEM],
  ['dt', CLOSED_BY_TERM],
  ['dd', CLOSED_BY_TERM],
  ['td', CLOSED_BY_CELL],
  ['th', CLOSED_BY_CELL],
  ['tr', CLOSED_BY_ROW],
  ['thead', CLOSED_BY_ROWS],
  ['tbody', CLOSED_BY_ROWS],
  ['tfoot', CLOSED_BY_ROWS],
  ['table', CLOSED_BY_LINE],
]);
const WITHOUT_CLOSING = setOf('br body caption html legend');

function setOf(...names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((line) => line.split(' ')));
}
