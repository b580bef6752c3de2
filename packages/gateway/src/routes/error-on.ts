import { dialectsByPath } from '../dialects/registry/choose-dialect.ts';
import { DIALECTS } from '../dialects/registry/dialects.ts';
import type { Dialect } from '../dialects/shared/dialect.ts';
import type { Problem } from '../errors/problem.ts';

const spokenOn = dialectsByPath(DIALECTS);

/** Puts a problem into the shape of the dialect of its path or folder; else into all shapes at once. */
export function errorOn(path: string, problem: Problem, requestId: string): object {
  const { status, message } = problem;
  const dialect = dialectAt(path);
  if (dialect === undefined) return { error: { message, code: status }, message, detail: message };
  return dialect.errorBodyOf(problem, requestId);
}

/** Finds the dialect that a path without a body is answered in, or in whose folder it is. */
function dialectAt(path: string): Dialect | undefined {
  const inFolder = DIALECTS.find(({ name }) => `${path}/`.startsWith(`/${name}/`));
  return inFolder ?? spokenOn.get(path)?.at(-1);
}
