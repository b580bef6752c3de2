import type { estypes } from '@elastic/elasticsearch';
import { expect, test } from 'vitest';
import { createInferenceEndpoint } from './create-inference-endpoint.ts';

function recordingClient(onDelete = () => {}) {
  const calls: unknown[] = [];
  const inference = {
    put: async (params: estypes.InferencePutRequest) => {
      calls.push(params);
      return params as unknown as estypes.InferenceInferenceEndpointInfo;
    },
    delete: async ({ inference_id }: estypes.InferenceDeleteRequest) => {
      calls.push(`delete ${inference_id}`);
      onDelete();
    },
  };
  return { client: { inference }, calls };
}

const settings = (url: string, rest: object = {}) => ({
  inference_config: { service: 'custom', service_settings: { url, ...rest } },
});

test('points at the rerank route of a gateway, or at another route that is given', async () => {
  const { client, calls } = recordingClient();
  await createInferenceEndpoint(client, { url: 'http://gateway:8787' });
  await createInferenceEndpoint(client, { url: 'https://gateway/v2/rerank', inferenceId: 'mine' });
  expect(calls).toMatchObject([
    {
      task_type: 'rerank',
      inference_id: 'lb-rerank',
      ...settings('http://gateway:8787/v1/rerank'),
    },
    { inference_id: 'mine', ...settings('https://gateway/v2/rerank') },
  ]);
});

test('hands over a key as a secret, and a limit', async () => {
  const { client, calls } = recordingClient();
  const url = 'http://gateway/v1/rerank';
  await createInferenceEndpoint(client, { url, apiKey: 'k', requestsPerMinute: 60 });
  const secret = {
    headers: { Authorization: 'Bearer ${api_key}' },
    secret_parameters: { api_key: 'k' },
    rate_limit: { requests_per_minute: 60 },
  };
  expect(calls).toMatchObject([settings(url, secret)]);
});

test('gives the gateway a deadline before the one of Elasticsearch, or another', async () => {
  const { client, calls } = recordingClient();
  const url = 'http://gateway/v1/rerank';
  await createInferenceEndpoint(client, { url });
  await createInferenceEndpoint(client, { url, deadlineMs: 800 });
  expect(calls).toMatchObject([
    settings(url, { headers: { 'x-rerank-deadline-ms': '25000' } }),
    settings(url, { headers: { 'x-rerank-deadline-ms': '800' } }),
  ]);
});

test.each([0, 1.5, -1])('refuses %d as a deadline', async (deadlineMs) => {
  const { client, calls } = recordingClient();
  const creating = createInferenceEndpoint(client, { url: 'http://gateway', deadlineMs });
  await expect(creating).rejects.toMatchObject({ argument: 'deadlineMs' });
  expect(calls).toEqual([]);
});

test('tells the gateway the format of what Elasticsearch sends', async () => {
  const { client, calls } = recordingClient();
  const url = 'http://gateway/v1/rerank';
  await createInferenceEndpoint(client, { url, documentFormat: 'html' });
  const headers = { 'x-rerank-deadline-ms': '25000', 'x-rerank-document-format': 'html' };
  expect(calls).toMatchObject([settings(url, { headers })]);
  const creating = createInferenceEndpoint(client, { url, documentFormat: 'HTML' as never });
  await expect(creating).rejects.toMatchObject({ argument: 'documentFormat' });
});

test('takes the place of another endpoint, or of none', async () => {
  const { client, calls } = recordingClient(() => {
    throw Object.assign(new Error('not found'), { statusCode: 404 });
  });
  await createInferenceEndpoint(client, { url: 'http://gateway', replace: true });
  expect(calls).toEqual(['delete lb-rerank', expect.anything()]);
});

test('does not register what it could not take away', async () => {
  const failure = Object.assign(new Error('forbidden'), { statusCode: 403 });
  const { client } = recordingClient(() => {
    throw failure;
  });
  const creating = createInferenceEndpoint(client, { url: 'http://gateway', replace: true });
  await expect(creating).rejects.toBe(failure);
});

test.each(['gateway', 'ftp://gateway', 'http://me:hunter2@gateway', ''])(
  'refuses %j as an address',
  async (url) => {
    const { client, calls } = recordingClient();
    const creating = createInferenceEndpoint(client, { url });
    await expect(creating).rejects.toMatchObject({ code: 'invalid_request', argument: 'url' });
    expect(calls).toEqual([]);
  },
);
