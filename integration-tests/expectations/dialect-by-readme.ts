const SHARED = /^\/(?:v\d|rerank(?:ing|s)?|ranking|score|compatible-\w+)(?:\/|$)/;

/** Names the dialect that answers: the one in whose folder the path is, else by the first line that fits of the table in the gateway's README. */
export function dialectByReadme(path: string, body: unknown): string {
  if (!SHARED.test(path)) return path.split('/')[1]!;
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const fields = (isObject ? body : {}) as Record<string, unknown>;
  const has = (name: string) => fields[name] !== undefined && fields[name] !== null;
  const model = typeof fields['model'] === 'string' ? fields['model'] : '';
  const isVllm = ['truncate_prompt_tokens', 'request_id', 'user'].some(has);

  const lines: [paths: string[], fits: boolean, dialect: string][] = [
    [['/ranking', '/v1/ranking'], true, 'nvidia'],
    [['/score', '/v1/score'], true, 'vllm-score'],
    [['/reranks', '/v1/reranks'], true, 'dashscope'],
    [['/compatible-api/v1/reranks', '/compatible-mode/v1/reranks'], true, 'dashscope'],
    [[path], has('texts') && !has('documents'), 'tei'],
    [
      ['/reranking', '/v1/reranking'],
      has('input') && !has('documents') && !has('texts'),
      'mixedbread',
    ],
    [['/reranking', '/v1/reranking'], true, 'llama-cpp'],
    [['/rerank'], has('property'), 'weaviate'],
    [
      ['/v1/rerank'],
      has('top_k') || has('truncation') || /^rerank-(lite-)?\d/.test(model),
      'voyage',
    ],
    [['/rerank', '/v1/rerank'], has('raw_scores') && has('documents'), 'infinity'],
    [
      ['/v1/rerank'],
      has('rank_fields') || has('max_chunks_per_doc') || model.startsWith('rerank-'),
      'cohere-v1',
    ],
    [['/rerank'], true, 'vllm'],
    [['/v1/rerank', '/v2/rerank'], isVllm, 'vllm'],
    [['/v2/rerank'], true, 'cohere-v2'],
    [['/v1/rerank'], true, 'jina'],
  ];
  return lines.find(([paths, fits]) => fits && paths.includes(path))![2];
}
