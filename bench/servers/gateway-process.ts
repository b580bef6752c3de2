/**
 * A gateway in a process of its own, so that a load generator takes nothing from it. Its argument is the address of a model
 * server, or none for a model that costs nothing. Prints its address, collects its garbage for each line of its standard
 * input, and ends with that.
 */
import { createReranker, createVllmScorer } from '@lb-rerank/core';
import { serveGateway } from '@lb-rerank/gateway';
import { instantScorer } from './instant-scorer.ts';

const [backend] = process.argv.slice(2);
const scorer =
  backend === undefined ? instantScorer : createVllmScorer({ baseURL: `${backend}/v1` });
// What is asked twice would cost less than any model, so nothing is remembered.
const reranker = createReranker({ scorer, cache: false });
const { url } = await serveGateway({ reranker, settings: { port: 0 } });
process.stderr.write(`${url}\n`);
process.stdin.on('data', () => {
  globalThis.gc?.();
  process.stderr.write('collected\n');
});
process.stdin.on('end', () => process.exit());
