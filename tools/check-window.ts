/**
 * Fails where "window" means anything else than the rank window, in words or in names.
 *
 * Terms of others may stand where they are meant, each for a reason.
 */
import { globSync, readFileSync } from 'node:fs';

/** The two words may stand on two lines of a comment. */
const RANK_WINDOW = /rank(?:[ _-]|\s*\n[ *]*)?windows?/gi;

const TERMS_OF_OTHERS = [
  { term: /\bindex\.max_result_window\b/g, reason: "a setting of Elasticsearch's indices" },
  {
    term: /\bResult window is too large\b/g,
    reason: "Elasticsearch's message, which is recognised",
  },
  { term: /\bwindow_size\b/g, reason: "a parameter of Elasticsearch's rescorers" },
  {
    term: /\bno hit of this window\b/g,
    reason: 'the message to users, who read it beside a search',
  },
  { term: /\bWindows line ends\b/g, reason: 'the operating system' },
];

const paths = globSync([
  'packages/*/src/**/*.ts',
  'packages/*/playground/**/*.{js,html,css}',
  'packages/*/README.md',
]);
const problems = paths.flatMap((path) => {
  const text = readFileSync(path, 'utf8');
  const rest = [RANK_WINDOW, ...TERMS_OF_OTHERS.map(({ term }) => term)].reduce(
    // Line breaks stay, so that the numbers of lines do.
    (left, term) => left.replaceAll(term, (found) => found.replaceAll(/\S/g, ' ')),
    text,
  );
  return [...rest.matchAll(/window/gi)].map(({ index }) => {
    const line = rest.slice(0, index).split('\n').length;
    return `${path}:${line}: "window" means something else than the rank window`;
  });
});
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
