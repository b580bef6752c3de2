import { fileURLToPath } from 'node:url';

/** The folder of the playground's files. Its address holds from `src` and from the bundle in `dist`, which lie side by side. */
export const playgroundFolder: string = fileURLToPath(new URL('../playground', import.meta.url));
