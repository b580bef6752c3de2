import { promptMessages } from '@lb-rerank/core';
import OpenAI from 'openai';
import pLimit from 'p-limit';
import { pairsOf } from './pairs-of.ts';
import type { Way } from './way.ts';

/** As the model card does it: one chat completion a pair, 64 in flight. */
export function cardWay(baseURL: string, model: string): Way {
  const client = new OpenAI({ baseURL, apiKey: 'none' });
  const inTurn = pLimit(64);
  return (searches) =>
    Promise.all(
      pairsOf(searches).map(({ query, passage }) =>
        inTurn(() =>
          client.chat.completions.create({
            model,
            messages: [...promptMessages(query, passage)],
            max_tokens: 1,
            temperature: 0,
            logprobs: true,
            top_logprobs: 14,
          }),
        ),
      ),
    );
}
