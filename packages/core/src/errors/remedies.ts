import { isRetryableStatus } from './is-retryable-status.ts';

/** The way out where another model than the LB Reranker answers. */
export const SERVE_THE_LB_RERANKER =
  'serve lightblue/lb-reranker-0.5B-v1.0 there, or name it by `model` among those that are served';

/** The way out where a server answers that scores nothing. */
export const ASK_A_SCORING_SERVER =
  'see that vLLM, or another server with the API of OpenAI, answers there, and no proxy';

/** Ends a way out with the command that looks at a server, where a server it is. */
export function withDoctor(remedy: string, url: string): string {
  return /^https?:/i.test(url)
    ? `${remedy}; \`lb-rerank doctor --url ${url}\` looks closer`
    : remedy;
}

/** Gives the way out for a status that a server answered with. @param url the server's address. */
export function remedyForStatus(status: number, url: string): string {
  if (status === 401 || status === 403) {
    return 'give the key that the server was started with by `apiKey`, which is LB_RERANK_API_KEY at the command line';
  }
  if (status === 404) {
    const remedy = /\/v\d+$/.test(url)
      ? 'see that the server has a model by the name of `model`, and answers requests of this kind'
      : `the address goes up to where the API begins, such as ${url}/v1`;
    return withDoctor(remedy, url);
  }
  if (isRetryableStatus(status)) {
    return 'the server is overloaded or failing: see its log, and try again';
  }
  return withDoctor('the server does not take such a request: its log says why', url);
}
