import { hash } from 'node:crypto';
import { sendJson, serveFaults } from '@lb-rerank/core/testing';
import { onTestFinished } from 'vitest';

/** A server that gives every prompt probabilities of its own, the same each time. */
export interface ScoreServer {
  /** Its address up to /v1. */
  readonly url: string;
  /** Every prompt that was answered, in order. */
  readonly prompts: string[];
}

/** Starts a stand-in for vLLM, in the mode `classify`. @param refuse whether a prompt is too long for it. */
export async function serveScores(
  refuse: (prompt: string) => boolean = () => false,
): Promise<ScoreServer> {
  const prompts: string[] = [];
  const server = await serveFaults(({ path, body, response }) => {
    const input = body.input ?? [];
    if (path !== '/classify') {
      sendJson(response, { error: { message: 'not found' } }, 404);
    } else if (input.some(refuse)) {
      const message = "This model's maximum context length is 2048 tokens";
      sendJson(response, { error: { message } }, 400);
    } else {
      prompts.push(...input);
      const data = input.map((prompt, index) => ({ index, probs: probabilitiesOf(prompt) }));
      sendJson(response, { data });
    }
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { url: server.baseURL, prompts };
}

function probabilitiesOf(prompt: string): number[] {
  const weights = Array.from(Buffer.from(hash('sha256', prompt, 'hex'), 'hex').subarray(0, 7));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
