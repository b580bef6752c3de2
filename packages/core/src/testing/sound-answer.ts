import type { Exchange } from './serve-faults.ts';

const PROBABILITIES = [0.01, 0.02, 0.03, 0.04, 0.1, 0.3, 0.5];

/** Answers as a model server does that is in order, in the shape of the path that it was asked on. */
export function soundAnswer(
  { path, body }: Exchange,
  probabilities: readonly number[] = PROBABILITIES,
): { data?: object[]; choices?: object[] } {
  const logprobs = probabilities.map((p) => Math.log(p));
  if (path === '/classify') {
    return { data: (body.input ?? []).map((_, index) => ({ index, probs: probabilities })) };
  }
  if (path === '/v1/completions') {
    const top = Object.fromEntries(logprobs.map((logprob, n) => [`token_id:${16 + n}`, logprob]));
    return {
      choices: (body.prompt ?? []).map((_, index) => ({
        index,
        logprobs: { top_logprobs: [top] },
      })),
    };
  }
  const top = logprobs.map((logprob, n) => ({ token: `${n + 1}`, logprob }));
  return { choices: [{ index: 0, logprobs: { content: [{ top_logprobs: top }] } }] };
}
