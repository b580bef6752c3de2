import { join } from 'node:path';
import { execa } from 'execa';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';

export interface Langchain4jRequest {
  /** With a slash at its end, as langchain4j wants it. */
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  readonly query: string;
  readonly documents: readonly string[];
}

/** Scores through langchain4j's client of Cohere, by the jars of `javaClients`. Resolves to the score of each document. */
export async function askLangchain4j(jars: string, request: Langchain4jRequest): Promise<number[]> {
  const java = join(await meet(requirements.javaDevelopmentKit), 'bin', 'java');
  const program = join(import.meta.dirname, 'AskLangchain4j.java');
  const { stdout } = await execa(java, ['-cp', join(jars, '*'), program], {
    input: JSON.stringify(request),
  });
  return JSON.parse(stdout) as number[];
}
