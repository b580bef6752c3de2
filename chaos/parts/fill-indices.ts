import { Client } from '@elastic/elasticsearch';
import { documentText, isBlank, type Tenant, TENANTS } from '../pairs/texts.ts';

/** The documents of each caller that Elasticsearch holds. */
const INDEXED = 200;

/** Names the index of a caller's documents. */
export function indexOf(tenant: Tenant): string {
  return `chaos-${tenant}`;
}

/** Writes both callers' documents into an empty Elasticsearch. */
export async function fillIndices(url: string): Promise<void> {
  const client = new Client({ node: url });
  // What has no text is never found.
  const numbers = Array.from({ length: INDEXED }, (_, number) => number).filter(
    (number) => !isBlank(number),
  );
  const operations = TENANTS.flatMap((tenant) =>
    numbers.flatMap((number) => [
      { index: { _index: indexOf(tenant), _id: `${number}` } },
      { text: documentText(tenant, number) },
    ]),
  );
  const { errors } = await client.bulk({ operations, refresh: true });
  await client.close();
  if (errors) throw new Error(`${url} did not take the documents`);
}
