import { OpenAI } from 'openai';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { VllmScorerOptions } from './vllm-scorer-options.ts';

/** An OpenAI client for a vLLM server. @throws InvalidRequestError when `baseURL` is no HTTP address. */
export function createOpenAIClient({
  baseURL,
  apiKey,
  timeoutMs = 30_000,
  fetch,
}: VllmScorerOptions): OpenAI {
  const url = URL.parse(baseURL);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new InvalidRequestError('baseURL', 'must be an http or https address');
  }
  // The client refuses to start without a key; a server that was started without one ignores it.
  return new OpenAI({ baseURL, apiKey: apiKey ?? 'none', timeout: timeoutMs, fetch });
}
