import { renderPrompt } from '@lb-rerank/core';
import { startLlamaServer } from '@lb-rerank/test-engines/llama-server';
import pLimit from 'p-limit';
import type { Search } from './fresh-searches.ts';

const SEQUENCES = 4;
/** As many of the likeliest tokens as the model card asks vLLM for. */
const PROBABILITIES = 14;

/** Scores searches through llama.cpp's own server on the same file, four prompts side by side as we do. */
export async function llamaServerWay(modelPath: string, threads: number) {
  const server = await startLlamaServer({
    modelPath,
    sequences: SEQUENCES,
    contextSize: 1024,
    threads,
  });
  const inTurn = pLimit(SEQUENCES);
  async function score(query: string, passage: string): Promise<unknown> {
    const response = await fetch(`${server.url}/completion`, {
      method: 'POST',
      body: JSON.stringify({
        prompt: renderPrompt(query, passage),
        n_predict: 1,
        n_probs: PROBABILITIES,
        temperature: 0,
        cache_prompt: true,
      }),
    });
    if (!response.ok) throw new Error(`llama-server answered ${response.status}`);
    return response.json();
  }
  return {
    way: ({ query, passages }: Search) =>
      Promise.all(passages.map((passage) => inTurn(() => score(query, passage)))),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
