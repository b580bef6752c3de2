import { sendJson, serveFaults } from '@lb-rerank/core/testing';

const RELATED = [0, 0, 0, 0, 0.1, 0.2, 0.7];
const UNRELATED = [0.7, 0.2, 0.1, 0, 0, 0, 0];

/** Starts a stand-in for vLLM, which finds related what names the apple in Latin. */
export async function serveStandInModel(): Promise<{ url: string } & AsyncDisposable> {
  const server = await serveFaults(({ path, body, response }) => {
    if (path !== '/classify') {
      sendJson(response, { error: { message: 'not found' } }, 404);
      return;
    }
    const data = (body.input ?? []).map((prompt, index) => ({
      index,
      probs: prompt.includes('Malus domestica') ? RELATED : UNRELATED,
    }));
    sendJson(response, { data });
  });
  return {
    url: server.baseURL.replace('/v1', ''),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
