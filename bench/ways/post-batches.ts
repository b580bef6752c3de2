import { renderPrompt } from '@lb-rerank/core';
import pLimit from 'p-limit';
import { pairsOf } from './pairs-of.ts';
import type { Way } from './way.ts';

/** Posts rendered batches of 64, four in flight, and does nothing else. */
export function postBatches(url: string, bodyOf: (prompts: string[]) => object): Way {
  const inTurn = pLimit(4);
  return (searches) => {
    const prompts = pairsOf(searches).map(({ query, passage }) => renderPrompt(query, passage));
    const batches = Array.from({ length: Math.ceil(prompts.length / 64) }, (_, n) =>
      prompts.slice(n * 64, n * 64 + 64),
    );
    return Promise.all(
      batches.map((batch) =>
        inTurn(async () => {
          const headers = { 'content-type': 'application/json' };
          const response = await fetch(url, {
            method: 'POST',
            headers,
            body: JSON.stringify(bodyOf(batch)),
          });
          if (!response.ok) throw new Error(`${url} answered ${response.status}`);
          return response.json();
        }),
      ),
    );
  };
}
