import type { Settings } from './settings-schema.ts';

/**
 * Makes the headers that let a request into Elasticsearch: the key, or else the user and password; none if neither
 * is set.
 */
export function elasticsearchHeaders({
  elasticsearchApiKey: key,
  elasticsearchUser: user = 'elastic',
  elasticsearchPassword: password,
}: Settings): Record<string, string> {
  if (key !== undefined) return { authorization: `ApiKey ${key}` };
  if (password === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
