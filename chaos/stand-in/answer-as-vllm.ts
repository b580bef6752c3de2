import { probabilitiesOf } from '../pairs/scores.ts';
import type { Misbehaviour } from '../orders/misbehaviour.ts';

/** The context of the stand-in's model, in tokens of four characters. */
const CONTEXT_TOKENS = 2048;
const LEVEL_TOKENS = [16, 17, 18, 19, 20, 21, 22];

interface Body {
  readonly input?: readonly string[];
  readonly prompt?: string | readonly string[];
  readonly messages?: readonly { readonly content: string }[];
}

/** A status and a body, as text. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Answers a request as vLLM does that serves the LB Reranker, or wrongly in a way. */
export function answerAsVllm(path: string, text: string, wrongly?: Misbehaviour): Answer {
  if (path === '/v1/models') {
    return json({ data: [{ id: 'chaos', root: 'stand-in', max_model_len: CONTEXT_TOKENS }] });
  }
  const body = JSON.parse(text || '{}') as Body;
  if (path === '/tokenize') return json(tokensOf(String(body.prompt)));
  const answers = ANSWERS[path];
  if (answers === undefined) return json({ error: { message: 'not found' } }, 404);
  const prompts = promptsOf(body);
  if (wrongly === undefined && prompts.some((prompt) => tokensOf(prompt).count > CONTEXT_TOKENS)) {
    const message = `This model's maximum context length is ${CONTEXT_TOKENS} tokens`;
    return json({ error: { message } }, 400);
  }
  const shown = wrongly === 'one answer too few' ? prompts.slice(1) : prompts;
  const zeros = Array.from({ length: 7 }, () => 0);
  const right = json(answers(shown.map(wrongly === 'seven zeros' ? () => zeros : probabilitiesOf)));
  return wrongly === undefined ? right : (WRONG[wrongly]?.(right) ?? right);
}

const WRONG: { readonly [way in Misbehaviour]?: (right: Answer) => Answer } = {
  'error 500': () => json({ error: { message: 'engine died' } }, 500),
  'error 503': () => json({ error: { message: 'busy' } }, 503),
  'half an answer': ({ text }) => ({ status: 200, text: text.slice(0, text.length / 2) }),
  'a web page': () => ({ status: 200, text: '<html><h1>It works!</h1></html>' }),
};

const ANSWERS: Record<string, (probabilities: readonly number[][]) => object> = {
  '/classify': (all) => ({ data: all.map((probs, index) => ({ index, probs })) }),
  '/v1/completions': (all) => ({
    choices: all.map((probabilities, index) => {
      const top = probabilities.map((p, n) => [`token_id:${LEVEL_TOKENS[n]}`, logOf(p)] as const);
      return { index, logprobs: { top_logprobs: [Object.fromEntries(top)] } };
    }),
  }),
  '/v1/chat/completions': ([probabilities]) => {
    const top = probabilities?.map((p, n) => ({ token: `${n + 1}`, logprob: logOf(p) }));
    return { choices: [{ index: 0, logprobs: { content: [{ top_logprobs: top ?? [] }] } }] };
  },
};

function promptsOf({ input, prompt, messages }: Body): string[] {
  if (messages !== undefined) return [messages.map(({ content }) => content).join('\n')];
  return [input ?? prompt ?? []].flat();
}

function tokensOf(text: string): { count: number; tokens: readonly number[] } {
  return { count: Math.ceil(text.length / 4), tokens: LEVEL_TOKENS };
}

/** JSON has no infinity, and vLLM gives this. */
function logOf(p: number): number {
  return p === 0 ? -9999 : Math.log(p);
}

function json(body: object, status: number = 200): Answer {
  return { status, text: JSON.stringify(body) };
}
