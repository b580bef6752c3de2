import { hash } from 'node:crypto';
import { renderPrompt } from '@lb-rerank/core';

/** The pairs of a request, as ours are by default. */
const PAIRS = 64;

/** A search of the bench: one query and its passages. */
interface BareSearch {
  readonly query: string;
  readonly passages: readonly string[];
}

/** The body that a client without us would post for some pairs. */
function bodyOf({ query, passages }: BareSearch): string {
  return JSON.stringify({
    model: 'null',
    prompt: passages.map((passage) => renderPrompt(query, passage)),
    max_tokens: 1,
    temperature: 0,
    logprobs: 7,
  });
}

function* batchesOf({ query, passages }: BareSearch): Generator<BareSearch> {
  for (let start = 0; start < passages.length; start += PAIRS) {
    yield { query, passages: passages.slice(start, start + PAIRS) };
  }
}

/** Gives a server's answer to a full batch, as text, for {@link workWithoutServer}. */
export async function answerToBatch(url: string, search: BareSearch): Promise<string> {
  const [batch] = batchesOf(search);
  return post(url, bodyOf(batch!));
}

/**
 * Does for each pair what no client can do without, and asks nobody: a request body, one hash, and the reading of an answer.
 *
 * @param answer to a full batch
 */
export function workWithoutServer(search: BareSearch, answer: string): void {
  for (const batch of batchesOf(search)) {
    const body = bodyOf(batch);
    for (const passage of batch.passages) hash('sha256', `${batch.query}\n${passage}`, 'base64url');
    const { choices } = JSON.parse(answer) as { choices: unknown[] };
    if (body.length === 0 || choices.length !== PAIRS) throw new Error('the work was not done');
  }
}

/** Posts a search's pairs in batches, as many at once as we do, and reads the answers. */
export async function postWithoutUs(url: string, search: BareSearch): Promise<void> {
  const batches = [...batchesOf(search)];
  const lanes = Array.from({ length: 4 }, async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      JSON.parse(await post(url, bodyOf(batch)));
    }
  });
  await Promise.all(lanes);
}

async function post(url: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/completions`, { method: 'POST', headers, body });
  return response.text();
}
