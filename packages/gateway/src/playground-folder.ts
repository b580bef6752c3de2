import { fileURLToPath } from 'node:url';

/** Where the playground's files lie: beside the sources, and beside what is built from them. */
export const playgroundFolder: string = fileURLToPath(new URL('../playground', import.meta.url));
