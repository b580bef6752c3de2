import type { Serving } from './serving.ts';

/** For a machine where everything starts at once; what is well answers within seconds. */
const TIMEOUT_MS = 600_000;

const CLASSIFY = { path: '/classify', body: { input: '1' } };
const REQUESTS = {
  generate: { path: '/v1/completions', body: { prompt: '1', max_tokens: 1, logprobs: 14 } },
  classify: CLASSIFY,
  'cross-encoder': CLASSIFY,
};

/** Has the server answer once, so that no test pays for what it loads with its first request. */
export async function warmUp(url: string, serving: Serving, model: string): Promise<void> {
  const { path, body } = REQUESTS[serving];
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, ...body }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok)
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
}
