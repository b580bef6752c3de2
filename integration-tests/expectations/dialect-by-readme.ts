/** A body as the table asks about it: whether it has one of some fields, and the name of its model. */
interface Said {
  readonly has: (...names: string[]) => boolean;
  readonly model: string;
}

/** The beginnings of paths that several dialects share; all others are folders of one dialect. */
const SHARED = /^\/(?:v\d|rerank(?:ing|s)?|ranking|score|api|compatible-\w+)(?:\/|$)/;
const always = () => true;

/** The table of the gateway's README: paths, bodies, and the dialect that answers. */
const LINES: readonly [paths: RegExp, fits: (said: Said) => boolean, dialect: string][] = [
  [/^(\/v1)?\/ranking$/, always, 'nvidia'],
  [/^\/v1\/retrieval\//, always, 'nvidia'],
  [/^\/api\//, always, 'dashscope-native'],
  [/^(\/v1)?\/score$/, always, 'vllm-score'],
  [/\/reranks$/, always, 'dashscope'],
  [/\/rerank(ing)?$/, ({ has }) => has('texts') && !has('documents'), 'tei'],
  [/\/reranking$/, ({ has }) => has('input') && !has('documents', 'texts'), 'mixedbread'],
  [/\/reranking$/, always, 'llama-cpp'],
  [/^\/rerank$/, ({ has }) => has('property'), 'weaviate'],
  [
    /^\/v1\/rerank$/,
    ({ has, model }) => has('top_k', 'truncation') || /^rerank-(lite-)?\d/.test(model),
    'voyage',
  ],
  [/^(\/v1)?\/rerank$/, ({ has }) => has('raw_scores') && has('documents'), 'infinity'],
  [
    /^\/v1\/rerank$/,
    ({ has, model }) => has('rank_fields', 'max_chunks_per_doc') || model.startsWith('rerank-'),
    'cohere-v1',
  ],
  [/^\/rerank$/, always, 'vllm'],
  [/^\/v[12]\/rerank$/, ({ has }) => has('truncate_prompt_tokens', 'request_id', 'user'), 'vllm'],
  [/^\/v1\/rerank$/, always, 'jina'],
  [/^\/v2\/rerank$/, always, 'cohere-v2'],
];

/** Names the dialect that answers: the one in whose folder the path is, else that of the first line that fits. */
export function dialectByReadme(path: string, body: unknown): string {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const fields = (isObject ? body : {}) as Record<string, unknown>;
  const { model } = fields;
  const said: Said = {
    has: (...names) => names.some((name) => (fields[name] ?? null) !== null),
    model: typeof model === 'string' ? model : '',
  };
  const isOfTei = said.has('texts') && !said.has('documents');
  // The server of llama.cpp speaks that interface too.
  if (path.startsWith('/llama-cpp/') && isOfTei) return 'tei';
  if (!SHARED.test(path)) return path.split('/')[1]!;
  return LINES.find(([paths, fits]) => paths.test(path) && fits(said))![2];
}
