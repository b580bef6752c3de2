import { fetchJson } from '../machinery/fetch-json.ts';

/** Resolves to name and version once a node takes requests; rejects before that, and for anything else. */
export async function identifyElasticsearch(url: string): Promise<string> {
  const root = (await fetchJson(`${url}/`)) as {
    tagline?: string;
    version?: { number?: string };
  };
  const version = root.version?.number;
  if (root.tagline !== 'You Know, for Search' || version === undefined) {
    throw new Error(`${url} is not Elasticsearch`);
  }
  const { status } = (await fetchJson(`${url}/_cluster/health`)) as { status?: string };
  if (status === 'red' || status === undefined) throw new Error(`${url} is ${status}`);
  return `Elasticsearch ${version}`;
}
