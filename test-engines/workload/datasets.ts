import { join } from 'node:path';

const DATASETS = join(import.meta.dirname, '..', '..', 'tools', 'datasets');

/** The folder of SciFact, in BEIR's layout. */
export const SCIFACT: string = join(DATASETS, 'scifact');

/** The folder of XQuAD in twelve languages, pooled, in BEIR's layout. */
export const XQUAD: string = join(DATASETS, 'xquad-pooled12');
