import { fetchJson } from '../machinery/fetch-json.ts';

/** Resolves to vLLM's version and what it serves; rejects before it takes requests, and for anything else. */
export async function identifyVllm(url: string): Promise<string> {
  const { version } = (await fetchJson(`${url}/version`)) as { version?: string };
  const models = (await fetchJson(`${url}/v1/models`)) as { data?: { id: string }[] };
  const served = models.data?.map(({ id }) => id).join(', ');
  if (version === undefined || served === undefined) throw new Error(`${url} is not vLLM`);
  return `vLLM ${version} serving ${served}`;
}
