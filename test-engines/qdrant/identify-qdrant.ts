import { fetchJson } from '../machinery/fetch-json.ts';

/** Resolves to what answers and its version; rejects where it speaks no Qdrant. */
export async function identifyQdrant(url: string): Promise<string> {
  const { title, version } = (await fetchJson(`${url}/`)) as { title?: string; version?: string };
  await fetchJson(`${url}/collections`);
  if (title === undefined || version === undefined || !title.includes('qdrant')) {
    throw new Error(`${url} is not Qdrant`);
  }
  return title.startsWith('qdrant - ') ? `Qdrant ${version}` : title;
}
