import { matchesPattern } from '../passage/matches-pattern.ts';
import { withMembers } from '../passage/with-members.ts';

type Path = readonly string[];
const END: Path = [];

/**
 * Keeps the parts of an answer that a `filter_path` names, as Elasticsearch cuts them: `*` stands for any characters of a name,
 * `**` for any way down, a leading `-` leaves out, and what is left empty goes too.
 *
 * The summary of the reranking stays in any case.
 *
 * @param summary the path of that summary in the answer
 */
export function keepPaths<T extends object>(
  answer: T,
  filterPath: string | readonly string[],
  summary: string,
): T {
  // The space around a pattern is none of it, and an empty one says nothing.
  const patterns = [filterPath]
    .flat()
    .flatMap((list) => list.split(','))
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
  const left = pathsOf(patterns.filter((pattern) => pattern.startsWith('-')));
  const kept = pathsOf(patterns.filter((pattern) => !pattern.startsWith('-')));
  const rest = left.length === 0 ? answer : cut(answer, left, false);
  const parts = kept.length === 0 ? rest : cut(rest, [...kept, ...pathsOf([summary])], true);
  return (parts ?? {}) as T;
}

function pathsOf(patterns: readonly string[]): Path[] {
  return patterns.map((pattern) => pattern.replace(/^-/, '').split('.'));
}

/** Keeps what paths lead to, or all else; undefined where nothing is left. */
function cut(value: unknown, paths: readonly Path[], keeps: boolean): unknown {
  if (Array.isArray(value)) {
    // Elasticsearch leaves a list that is empty by itself; OpenSearch 2 leaves it out.
    if (value.length === 0 && !keeps) return value;
    const elements = value.map((one) => cut(one, paths, keeps)).filter((one) => one !== undefined);
    return elements.length === 0 ? undefined : elements;
  }
  if (typeof value !== 'object' || value === null) return keeps ? undefined : value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const further = paths.flatMap((path) => stepsOf(path, name));
    const isReached = further.some((path) => path.length === 0);
    if (isReached || further.length === 0) return isReached === keeps ? [[name, inner]] : [];
    const rest = cut(inner, further, keeps);
    return rest === undefined ? [] : [[name, rest]];
  });
  return entries.length === 0 ? undefined : withMembers(value, entries);
}

/** Gives the rest of a path behind a name; nothing where the path does not lead there. */
function stepsOf(path: Path, name: string): Path[] {
  const [head = '', ...rest] = path;
  if (head === '**') return rest.length === 0 ? [END] : [path, ...stepsOf(rest, name)];
  return matchesPattern(head, name) ? [rest] : [];
}
