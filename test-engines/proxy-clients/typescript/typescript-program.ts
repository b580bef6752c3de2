import { join } from 'node:path';

/** Gives the path of the program in TypeScript. */
export function typescriptProgram(): string {
  return join(import.meta.dirname, 'ask-elasticsearch.ts');
}
