/**
 * A stand-in for vLLM that answers at once, in a process of its own, so that what is measured beside it is our own cost.
 * Prints its address and ends with its standard input.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const LEVEL_TOKENS = [16, 17, 18, 19, 20, 21, 22];
const LOGPROBS = LEVEL_TOKENS.map(
  (token, n) => `"token_id:${token}":${Math.log([0.01, 0.02, 0.03, 0.04, 0.1, 0.3, 0.5][n]!)}`,
);
const CHOICE = `"logprobs":{"top_logprobs":[{${LOGPROBS.join(',')}}]}}`;

const server = createServer((request, response) => {
  let length = 0;
  let prompts = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    // Each prompt begins once; counting beginnings is cheaper than parsing, and this process must never be the slow one.
    for (
      let at = chunk.indexOf('<|im_start|>system');
      at >= 0;
      at = chunk.indexOf('<|im_start|>system', at + 1)
    ) {
      prompts += 1;
    }
  });
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(answerTo(request.url ?? '', prompts, length));
  });
});

/** As Infinity answers; the benchmarks send it 10 documents a request. */
const RERANK = JSON.stringify({
  object: 'rerank',
  id: 'null',
  model: 'null',
  created: 0,
  results: Array.from({ length: 10 }, (_, index) => ({ index, relevance_score: 1 - index / 10 })),
  usage: { prompt_tokens: 0, total_tokens: 0 },
});

function answerTo(path: string, prompts: number, length: number): string {
  if (path.endsWith('/rerank')) return RERANK;
  if (path.endsWith('/models')) return '{"data":[{"id":"null","max_model_len":8192}]}';
  if (path.endsWith('/tokenize')) {
    return JSON.stringify({ tokens: LEVEL_TOKENS, count: Math.ceil(length / 4) });
  }
  const choices = Array.from({ length: prompts }, (_, index) => `{"index":${index},${CHOICE}`);
  return `{"choices":[${choices.join(',')}]}`;
}

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.stdin.resume().on('end', () => process.exit());
