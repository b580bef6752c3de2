import type { ApiKey } from './api-key.ts';

/**
 * A function that gives the keys as they are now. It is asked at each request, so it has to be quick: let it hand out a list
 * that something else renews. With it the gateway always asks for a key, also while the list is empty.
 */
export type KeySource = () => readonly ApiKey[];
