import { expect, test } from 'vitest';
import { hubModelUrl } from './hub-model-url.ts';
import { knownModelOf } from './known-models.ts';

const model = knownModelOf('Q8_0');
const path = 'bartowski/lb-reranker-0.5B-v1.0-GGUF/resolve/main/lb-reranker-0.5B-v1.0-Q8_0.gguf';

test.each([
  [{}, 'https://huggingface.co'],
  [{ HF_ENDPOINT: '' }, 'https://huggingface.co'],
  [{ HF_ENDPOINT: 'https://mirror.example.org/hub/' }, 'https://mirror.example.org/hub'],
])('with %j, the file is at %s', (environment, hub) => {
  expect(hubModelUrl(model, environment)).toBe(`${hub}/${path}`);
});

test.each([
  ['mirror.example.org', 'HF_ENDPOINT must be an http or https address'],
  ['https://me:hunter2@mirror.example.org', 'HF_ENDPOINT must not hold a user or a password'],
])('refuses the mirror %s', (HF_ENDPOINT, problem) => {
  expect(() => hubModelUrl(model, { HF_ENDPOINT })).toThrow(problem);
});
