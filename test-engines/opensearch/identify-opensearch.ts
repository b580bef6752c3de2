import { fetchJson } from '../machinery/fetch-json.ts';

/** Resolves to name and version once a node takes requests; rejects before that, and for anything else. */
export async function identifyOpensearch(url: string): Promise<string> {
  const root = (await fetchJson(`${url}/`)) as {
    version?: { distribution?: string; number?: string };
  };
  if (root.version?.distribution !== 'opensearch') throw new Error(`${url} is not OpenSearch`);
  const { status } = (await fetchJson(`${url}/_cluster/health`)) as { status?: string };
  if (status === 'red' || status === undefined) throw new Error(`${url} is ${status}`);
  return `OpenSearch ${root.version.number}`;
}
