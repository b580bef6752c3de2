import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import type { ExperimentOptions } from './experiment-options.ts';
import { validateExperiment } from './validate-experiment.ts';

const queries = new Map([
  ['q0', 'first'],
  ['q3', 'second'],
]);
const OPTIONS: ExperimentOptions = {
  dataSet: 'lists',
  queries,
  qrels: new Map([...queries.keys()].map((id) => [id, new Map([['d', 1]])])),
  firstStage: { name: 'list', search: async () => [] },
  secondStages: [{ name: 'model', scorer: fakeScorer(() => 4) }],
  folder: 'unused',
};

test('takes options that can be run', () => {
  expect(() => validateExperiment(OPTIONS)).not.toThrow();
});

test.each<[string, Partial<ExperimentOptions>, RegExp]>([
  ['no judgements', { qrels: new Map() }, /qrels must not be empty/],
  ['an unknown query', { queries: new Map() }, /unknown query q0/],
  ['a blank query', { queries: new Map([...queries, ['q3', ' ']]) }, /query q3 must not be blank/],
  ['a depth of 0', { depth: 0 }, /depth/],
  ['a depth of half a hit', { depths: [10, 0.5] }, /depths\[1\]/],
  ['an unknown metric', { metrics: ['ndcg@0'] }, /no "ndcg@0"/],
  ['no model', { secondStages: [] }, /secondStages must not be empty/],
  [
    'a name that is no file name',
    { secondStages: [{ name: '../a', scorer: fakeScorer(() => 4) }] },
    /secondStages\[0\]\.name/,
  ],
  [
    "the first stage's name for a model",
    { secondStages: [{ name: 'list', scorer: fakeScorer(() => 4) }] },
    /secondStages\[0\]\.name/,
  ],
])('refuses %s before any work', (_, changes, message) => {
  expect(() => validateExperiment({ ...OPTIONS, ...changes })).toThrow(message);
});
