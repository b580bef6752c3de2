import { fakeScorer } from '@lb-rerank/core/testing';
import { expect, test } from 'vitest';
import { createElasticsearchStage } from '../first-stage/create-elasticsearch-stage.ts';
import { createQdrantStage } from '../first-stage/create-qdrant-stage.ts';
import type { FirstStage } from '../first-stage/first-stage.ts';
import {
  firstStage as lists,
  levelOf,
  optionsIn,
  qrels,
  temporaryFolder,
} from './__fixtures__/list-experiment.ts';
import type { ExperimentOptions } from './experiment-options.ts';
import { runExperiment } from './run-experiment.ts';

/** Judgements of documents that no engine has. */
const STRANGE: ExperimentOptions['qrels'] = new Map(
  [...qrels.keys()].map((id) => [id, new Map([[`PMC-${id}`, 1]])]),
);

/** Gives the message by which an experiment is refused, before any model is asked. */
async function refusalOf(firstStage: FirstStage, judgements = qrels): Promise<string> {
  const scorer = fakeScorer(levelOf);
  const secondStages = [{ name: 'model', scorer }];
  const options = optionsIn(temporaryFolder(), { firstStage, secondStages, qrels: judgements });
  const error: unknown = await runExperiment(options).catch((cause: unknown) => cause);
  expect(scorer.requests).toEqual([]);
  return (error as Error).message;
}

/** Elasticsearch with one document, found by any query; none at all without it. */
function elasticsearchWith(hit: object | undefined, fields?: string[]) {
  const client = { search: async () => ({ hits: { hits: hit === undefined ? [] : [hit] } }) };
  return createElasticsearchStage(client as never, { index: 'mine', fields });
}

function qdrantWith(points: object[]) {
  const client = { query: async () => ({ points }) };
  const queryOf = async () => ({ query: [1] });
  return createQdrantStage(client as never, { collection: 'mine', queryOf });
}

test('shows the ids of both sides where no query finds a judged document', async () => {
  expect(await refusalOf(lists, STRANGE)).toMatch(
    /^list finds none of the 6 judged documents for the 6 judged queries: ids look like "q0-d0", .* there and like "PMC-q0"/,
  );
  const payload = { title: 'a', text: 'b' };
  expect(await refusalOf(qdrantWith([{ id: 7, score: 1, payload }]))).toMatch(
    /^Qdrant finds none .* in collection "mine", fields "title", "text": ids look like "7" .*; `idField` \(--id-field\) names the payload field with the judgements' ids$/,
  );
});

test('names what is searched and the way out where nothing is found', async () => {
  const empty = { name: 'empty', search: async () => [] };
  expect(await refusalOf(empty)).toBe(
    'empty finds nothing for any of the 6 judged queries: is it empty?',
  );
  expect(await refusalOf(elasticsearchWith(undefined, ['body']))).toBe(
    'Elasticsearch finds nothing for any of the 6 judged queries in index "mine", field "body": is it empty, or are its texts in other fields? `fields` (--fields) names them',
  );
  expect(await refusalOf(qdrantWith([]))).toBe(
    'Qdrant finds nothing for any of the 6 judged queries in collection "mine", fields "title", "text": is it empty, or are its vectors others than the query\'s? `using` (--using) names them',
  );
});

test('refuses hits of which none has a text that a model could read', async () => {
  const hit = { _id: 'q0-d0', _score: 1, _source: { body: 'a text' } };
  expect(await refusalOf(elasticsearchWith(hit))).toBe(
    'Elasticsearch finds no text for the 6 judged queries in index "mine", fields "title", "txt"; `fields` (--fields) names those that hold its texts',
  );
});
