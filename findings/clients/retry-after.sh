#!/usr/bin/env bash
# ai 7.0.173 with @ai-sdk/cohere 4.0.52, cohere-ai 8.1.0, voyageai 0.4.0, @mixedbread/sdk 0.78.0, Node.js 22 or newer
#
# One would expect: a client that knows Retry-After comes back when it is told to, or gives up at once.
# What happens, with Retry-After: 0, all send three requests, but cohere-ai and voyageai take 0 for "no header" and wait 1 s,
# then 2 s. With Retry-After: 90, the AI SDK takes it for no header and comes back after 2 s; the others
# do wait, and their call hangs without a word for longer than most callers do (here: it is left after 4 s). A 409 is retried
# by the AI SDK and Mixedbread, a status that says the request conflicts with something.
# Why it matters: a rerank service that sheds load by Retry-After is asked too early or long after the search was given up.
set -euo pipefail
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT && cd "$work"
npm install --ignore-scripts --no-audit --no-fund --silent \
  ai@7.0.173 @ai-sdk/cohere@4.0.52 cohere-ai@8.1.0 voyageai@0.4.0 @mixedbread/sdk@0.78.0 zod@4 >&2

cat >see.mjs <<'JS'
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCohere } from '@ai-sdk/cohere';
import { Mixedbread } from '@mixedbread/sdk';
import { rerank } from 'ai';
import { CohereClientV2 } from 'cohere-ai';
import { VoyageAIClient } from 'voyageai';

const request = { model: 'm', query: 'q', documents: ['a', 'b'] };
const clients = {
  'AI SDK': (url) => rerank({ ...request, model: createCohere({ baseURL: url, apiKey: 'key' }).reranking('m') }),
  'cohere-ai': (url) => new CohereClientV2({ token: 'key', environment: url }).rerank(request),
  voyageai: (url) => new VoyageAIClient({ apiKey: 'key', environment: url }).rerank(request),
  mixedbread: (url) => new Mixedbread({ apiKey: 'key', baseURL: url }).rerank({ model: 'm', query: 'q', input: ['a'] }),
};

async function see(client, status, retryAfter) {
  const times = [];
  const server = createServer((_, answer) => {
    times.push(performance.now());
    answer.writeHead(status, { 'retry-after': retryAfter, 'content-type': 'application/json' }).end('{"message":"busy"}');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const ended = await Promise.race([
    clients[client](`http://127.0.0.1:${server.address().port}`).then(() => 'answer', () => 'error'),
    sleep(4000, 'nothing'),
  ]);
  const waits = times.slice(1).map((time, at) => (time - times[at] < 500 ? 'at once' : 'later'));
  return `${client}, ${status}, Retry-After ${retryAfter}: 1 request${waits.map((wait) => `, 1 ${wait}`).join('')}; ${ended}`;
}

const lines = [];
for (const client of Object.keys(clients)) {
  for (const [status, after] of [[429, '0'], [503, '90'], [409, '0']]) lines.push(see(client, status, after));
}
console.log((await Promise.all(lines)).join('\n'));
process.exit();
JS
node see.mjs | tee seen
diff - seen <<'EXPECTED'
AI SDK, 429, Retry-After 0: 1 request, 1 at once, 1 at once; error
AI SDK, 503, Retry-After 90: 1 request, 1 later; nothing
AI SDK, 409, Retry-After 0: 1 request, 1 at once, 1 at once; error
cohere-ai, 429, Retry-After 0: 1 request, 1 later, 1 later; error
cohere-ai, 503, Retry-After 90: 1 request; nothing
cohere-ai, 409, Retry-After 0: 1 request; error
voyageai, 429, Retry-After 0: 1 request, 1 later, 1 later; error
voyageai, 503, Retry-After 90: 1 request; nothing
voyageai, 409, Retry-After 0: 1 request; error
mixedbread, 429, Retry-After 0: 1 request, 1 at once, 1 at once; error
mixedbread, 503, Retry-After 90: 1 request; nothing
mixedbread, 409, Retry-After 0: 1 request, 1 at once, 1 at once; error
EXPECTED
