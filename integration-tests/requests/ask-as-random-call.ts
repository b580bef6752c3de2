import { ACCOUNT } from './random-queries.ts';
import type { RandomCall, RandomSearch } from './random-searches.ts';

/** A client of Elasticsearch or OpenSearch, bare or wrapped, which is asked in its own way. */
export interface AskedClient {
  search(params: object, requestOptions: object): PromiseLike<object>;
  msearch(params: object, requestOptions: object): PromiseLike<object>;
}

/** The place of a search: OpenSearch's client has it under `body`, Elasticsearch's among the other parameters. */
export type Place = 'under body' | 'among parameters';

/** The way in which a client is asked. */
export interface AskOptions {
  readonly place: Place;
  readonly indices: Readonly<Record<string, string>>;
  /** Whether the call may say `rerank`, which the bare client does not know. */
  readonly isWrapped: boolean;
}

const AS_JSON = { headers: { 'content-type': 'application/json', accept: 'application/json' } };

/** Makes a call of a client, and resolves to its answers, one for each search. */
export async function askAsRandomCall(
  client: AskedClient,
  { searches, form, querystring }: RandomCall,
  { place, indices, isWrapped }: AskOptions,
): Promise<readonly object[]> {
  const requestOptions = querystring === undefined ? {} : { querystring };
  const indexOf = (search: RandomSearch) => search.indices.map((kind) => indices[kind]).join();
  const rerankOf = ({ rerank }: RandomSearch) =>
    isWrapped && rerank !== undefined ? { rerank } : {};

  const [first] = searches as [RandomSearch];
  const beside = { index: indexOf(first), ...first.outside, ...rerankOf(first) };
  if (form === 'text') {
    const body = textOf(bodyOf(first));
    return [unwrapped(await client.search({ ...beside, body }, { ...AS_JSON, ...requestOptions }))];
  }
  if (form === 'search' || form === 'meta') {
    const body = bodyOf(first);
    const params = place === 'under body' ? { ...beside, body } : { ...body, ...beside };
    const meta = form === 'meta' && { meta: true };
    return [unwrapped(await client.search(params, { ...requestOptions, ...meta }))];
  }
  const lines = searches.flatMap((search) => [
    { index: indexOf(search) },
    { ...bodyOf(search), ...rerankOf(search) },
  ]);
  const texts = lines.map(textOf);
  const several =
    form === 'msearch' ? lines : form === 'msearch lines' ? texts : `${texts.join('\n')}\n`;
  const params = { [place === 'under body' ? 'body' : 'searches']: several };
  const answer = unwrapped(await client.msearch(params, requestOptions));
  return (answer as { responses: object[] }).responses;
}

/** Gives the search itself, with its page. */
function bodyOf({ query, extras, from, size }: RandomSearch): object {
  return {
    ...(query !== undefined && { query }),
    ...extras,
    ...(from !== undefined && { from }),
    ...(size !== undefined && { size }),
  };
}

/** Writes the account as a number, as a program may whose numbers hold it. */
function textOf(body: object): string {
  return JSON.stringify(body).replaceAll(`"${ACCOUNT}"`, ACCOUNT);
}

function unwrapped(answer: object): object {
  return 'statusCode' in answer && 'body' in answer ? (answer.body as object) : answer;
}
