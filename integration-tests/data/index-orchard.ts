/** A document of the orchard; what reads passages has to bear its gaps, numbers and lists. */
export interface Fruit {
  readonly title: string | number;
  readonly text?: string | readonly string[];
  readonly label: string;
  readonly n: number;
  readonly opt?: number;
  readonly account: string;
  readonly tag: string;
  readonly tokens: readonly string[];
  readonly date: string;
  readonly chunks: readonly { readonly text: string }[];
  readonly complete: string;
}

/** Indexes over which searches behave differently: their names by kind, and what they hold. */
export interface Orchard {
  readonly indices: Record<keyof typeof KINDS, string>;
  /** All documents by their ids. */
  readonly fruits: ReadonlyMap<string, Fruit>;
  /** Deletes the indexes. */
  clear(): Promise<void>;
}

const MAX_ANALYZED_OFFSET = 200;
/** The hits of a page and before it that the index `narrow` allows. */
const NARROW_WINDOW = 12;

const KINDS = {
  one: { shards: 1, documents: 36 },
  three: { shards: 3, documents: 36 },
  narrow: { shards: 1, documents: 16, settings: { max_result_window: NARROW_WINDOW } },
  sourceless: { shards: 1, documents: 8, mapping: { _source: { enabled: false } } },
};

const PROPERTIES = {
  title: { type: 'text', store: true, fields: { raw: { type: 'keyword' } } },
  text: { type: 'text' },
  label: { type: 'keyword', ignore_above: 10 },
  n: { type: 'integer' },
  opt: { type: 'integer' },
  account: { type: 'long' },
  tag: { type: 'keyword' },
  tokens: { type: 'keyword' },
  date: { type: 'date' },
  chunks: { type: 'nested', properties: { text: { type: 'text' } } },
  complete: { type: 'completion' },
};

/** Gives the document of a number. Few texts differ in what the engine counts, so that there are many ties. */
function fruitOf(n: number): Fruit {
  const apples = `apples and ${'pears '.repeat(n % 4)}in garden ${n}`;
  return {
    title: n % 9 === 4 ? 1900 + n : `apples of year ${n}`,
    ...textOf(n, apples),
    label: n % 4 === 1 ? `a rather long label ${n}` : `label ${n}`,
    n,
    ...(n % 6 !== 5 && { opt: n }),
    // A number of JavaScript cannot tell these apart.
    account: n % 2 === 0 ? '9007199254740992' : '9007199254740993',
    tag: `tag ${n % 3}`,
    tokens: ['red', `fruit ${n % 5}`],
    date: new Date(Date.UTC(2026, 0, 1 + n)).toISOString(),
    chunks: [{ text: `apples, chunk of ${n}` }, { text: `pie, chunk of ${n}` }],
    complete: `apple ${n}`,
  };
}

function textOf(n: number, apples: string): Pick<Fruit, 'text'> {
  if (n % 7 === 3) return {};
  if (n % 11 === 6) return { text: ' ' };
  if (n % 5 === 2) return { text: [apples, `second value ${n}`] };
  // Too long to be highlighted, and therefore behind most of the others.
  return {
    text: n % 16 === 14 ? `${'so much else '.repeat(MAX_ANALYZED_OFFSET / 10)}${apples}` : apples,
  };
}

/** Fills an Elasticsearch or OpenSearch with the orchard's indexes, whose names begin with a prefix. */
export async function indexOrchard(url: string, prefix: string): Promise<Orchard> {
  const fruits = new Map<string, Fruit>();
  const names: string[] = [];
  for (const [kind, { shards, documents, ...rest }] of Object.entries(KINDS)) {
    const name = `${prefix}-${kind}`;
    const { settings = {}, mapping = {} } = rest as { settings?: object; mapping?: object };
    const limits = { 'highlight.max_analyzed_offset': MAX_ANALYZED_OFFSET, ...settings };
    await send('PUT', `${url}/${name}`, {
      settings: { number_of_shards: shards, number_of_replicas: 0, ...limits },
      mappings: { ...mapping, properties: PROPERTIES },
    });
    const grown = Array.from({ length: documents }, (_, n) => fruitOf(fruits.size + n));
    const lines = grown.flatMap((fruit) => [{ index: { _id: `${fruit.n}` } }, fruit]);
    await send('POST', `${url}/${name}/_bulk?refresh=true`, ...lines);
    await send('POST', `${url}/${name}/_forcemerge?max_num_segments=1`);
    for (const fruit of grown) fruits.set(`${fruit.n}`, fruit);
    names.push(name);
  }
  return {
    indices: Object.fromEntries(
      Object.keys(KINDS).map((kind, n) => [kind, names[n]]),
    ) as Orchard['indices'],
    fruits,
    clear: () => send('DELETE', `${url}/${names.join()}`),
  };
}

async function send(method: string, url: string, ...lines: readonly object[]): Promise<void> {
  const isBulk = lines.length > 1;
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const response = await fetch(url, {
    method,
    headers: { 'content-type': isBulk ? 'application/x-ndjson' : 'application/json' },
    ...(lines.length > 0 && { body }),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${await response.text()}`);
  const answer = (await response.json()) as { errors?: boolean };
  if (answer.errors === true) throw new Error(`${method} ${url}: ${JSON.stringify(answer)}`);
}
