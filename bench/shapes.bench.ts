import { renderPrompt } from '@lb-rerank/core';
import { PUBLISHED_TABLES } from '@lb-rerank/evaluation';

import { resolveEngine } from '@lb-rerank/test-engines/machinery';
import { randomShapeFolder, vllm, type VllmOptions } from '@lb-rerank/test-engines/vllm';
import { wordsOfOneToken } from './measure/words-of-one-token.ts';

/** Tokens of a text, and the texts that are scored at once in one measurement. */
const LENGTHS = [
  { tokens: 100, pairs: 12 },
  { tokens: 300, pairs: 6 },
  { tokens: 1000, pairs: 2 },
] as const;
const TURNS = 2;
const QUERY = 'what the old house by the river was for';

/** A model's shape, the head that it is served with, and the input that it reads for a pair. */
interface Shape {
  readonly name: Parameters<typeof randomShapeFolder>[0];
  readonly serving: NonNullable<VllmOptions['serving']>;
  readonly inputOf: (text: string) => string;
}

const SHAPES: readonly Shape[] = [
  { name: 'lb-reranker', serving: 'classify', inputOf: (text) => renderPrompt(QUERY, text) },
  { name: 'bge-reranker-v2-m3', serving: 'cross-encoder', inputOf: (text) => `${QUERY} ${text}` },
];

/**
 * The LB Reranker's shape beside that of BGE-reranker-v2-m3, which the model card says it is faster than: random weights, the same
 * texts of as many tokens to each, the same vLLM in 32 bits, one server at a time, in turns.
 */
export async function run(): Promise<void> {
  console.log('random weights in both shapes: what they answer means nothing');
  console.log(
    "tokens are those of the text; the query, and the LB Reranker's instructions, come on top",
  );
  const seconds = new Map<string, number>();
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const { name, serving, inputOf } of turn % 2 ? SHAPES.toReversed() : SHAPES) {
      const modelFolder = await randomShapeFolder(name);
      const engine = await resolveEngine(vllm({ serving, modelFolder, dedicated: true }));
      try {
        await classify(engine.url, [inputOf(wordsOfOneToken(50))]);
        for (const { tokens, pairs } of LENGTHS) {
          const inputs = Array.from({ length: pairs }, () => inputOf(wordsOfOneToken(tokens)));
          const startedAt = performance.now();
          await classify(engine.url, inputs);
          const took = (performance.now() - startedAt) / 1000;
          seconds.set(`${name} ${tokens}`, (seconds.get(`${name} ${tokens}`) ?? 0) + took);
          console.log(
            `  turn ${turn + 1}, ${name}: ${pairs} pairs of ${tokens} tokens in ${took.toFixed(1)} s`,
          );
        }
      } finally {
        await engine.stop();
      }
    }
  }
  for (const { tokens, pairs } of LENGTHS) {
    const [ours, other] = SHAPES.map(
      ({ name }) => (TURNS * pairs) / seconds.get(`${name} ${tokens}`)!,
    );
    const rates = [ours!, other!].map(
      (rate) => `${rate.toFixed(2)} pairs/s, ${(rate * tokens).toFixed(0)} tokens/s`,
    );
    console.log(
      `${`LB's shape against BGE's, texts of ${tokens} tokens`.padEnd(52)} ${(ours! / other!).toFixed(2)}   ${rates.join(' against ')}`,
    );
  }
  printPublished();
}

/** The same two models as the authors of the card ran them, on one GPU: the one under vLLM, the other in batches of 128. */
function printPublished(): void {
  const ratios = Object.entries(PUBLISHED_TABLES).map(([set, { systems }]) => {
    const [ours, other] = ['lightblue/lb-reranker-v1.0', 'BAAI/bge-reranker-v2-m3'].map(
      (name) => systems[name]!.pairsPerSecond,
    );
    return { set, ratio: ours! / other! };
  });
  const told = ratios.map(({ set, ratio }) => `${set} ${ratio.toFixed(2)}`).join(', ');
  console.log(`${'as published, pairs a second against BGE'.padEnd(52)} ${told}`);
}

async function classify(url: string, input: readonly string[]): Promise<void> {
  const response = await fetch(`${url}/classify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'lb-reranker', input }),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const { data } = (await response.json()) as { data: unknown[] };
  if (data.length !== input.length) throw new Error(`${data.length} of ${input.length} answered`);
}
