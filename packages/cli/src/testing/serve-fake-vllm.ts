import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { GOLDEN_PAIRS } from '../doctor/model/golden-pairs.ts';
import { serve } from './serve.ts';

/** The deviations of a fake server from a good one. */
export interface FakeVllm {
  /** The golden pairs' scores, in their order; any other pair has 4. @default the model card's */
  readonly scores?: readonly number[];
  /** The probability that is left for the levels. @default 1 */
  readonly mass?: number;
  /** The chat template of the server. @default Qwen2.5's way */
  readonly template?: (messages: readonly { role: string; content: string }[]) => string;
  readonly models?: readonly object[];
  readonly metrics?: string;
  readonly key?: string;
  /** The delay of the list of models. @default 0 */
  readonly delayMs?: number;
  /** Paths that answer with HTTP 404. */
  readonly missing?: readonly string[];
}

interface Body {
  readonly prompt?: string | readonly string[];
  readonly messages?: readonly { role: string; content: string }[];
}

const QWEN: NonNullable<FakeVllm['template']> = (messages) =>
  `${messages.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`).join('')}<|im_start|>assistant\n`;

const SPECIAL: Record<string, number> = { '<|im_start|>': 151_644, '<|im_end|>': 151_645 };

/** Starts a server that answers in the modes `completions` and `chat` as vLLM does; gives its address up to /v1. */
export async function serveFakeVllm(behaviour: FakeVllm = {}): Promise<string> {
  const url = await serve((request, response) => {
    const answering = async () => {
      if (request.url === '/v1/models') await setTimeout(behaviour.delayMs ?? 0);
      const answer = isAllowed(request, behaviour) ? await answerTo(request, behaviour) : 401;
      response.statusCode = typeof answer === 'number' ? answer : 200;
      response.setHeader('content-type', 'application/json');
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    };
    // A client that hangs up in the middle of its request needs no answer.
    answering().catch(() => response.destroy());
  });
  return `${url}/v1`;
}

function isAllowed({ headers }: IncomingMessage, { key }: FakeVllm): boolean {
  return key === undefined || headers.authorization === `Bearer ${key}`;
}

async function answerTo(request: IncomingMessage, behaviour: FakeVllm): Promise<unknown> {
  const { url = '' } = request;
  if (behaviour.missing?.includes(url)) return 404;
  if (request.method === 'GET') return pagesOf(behaviour)[url] ?? 404;
  const body = (await json(request)) as Body;
  return POSTS[url]?.(body, behaviour) ?? 404;
}

const POSTS: Record<string, (body: Body, behaviour: FakeVllm) => object> = {
  '/tokenize': ({ prompt, messages }, { template = QWEN }) =>
    tokensOf(messages ? template(messages) : String(prompt)),
  '/v1/chat/completions': ({ messages }, behaviour) => chatOf(messages![1]!.content, behaviour),
  '/v1/completions': ({ prompt }, behaviour) => ({
    choices: [prompt ?? []].flat().map((text, index) => choiceOf(text, index, behaviour)),
  }),
};

function pagesOf({ models, metrics = '' }: FakeVllm): Record<string, unknown> {
  return {
    '/v1/models': { data: models ?? [{ id: 'lb', max_model_len: 8192 }] },
    '/version': { version: '0.32.0' },
    '/metrics': metrics,
  };
}

function tokensOf(text: string): object {
  const strings = text.match(/<\|im_(?:start|end)\|>|./gsu) ?? [];
  const tokens = strings.map(
    (token) =>
      SPECIAL[token] ?? (/[0-9]/.test(token) ? 15 + Number(token) : token.codePointAt(0)! + 100),
  );
  return { count: tokens.length, tokens, token_strs: strings };
}

function choiceOf(prompt: string, index: number, behaviour: FakeVllm): object {
  const logprobs = logprobsOf(prompt, behaviour).map(
    (logprob, level) => [`token_id:${16 + level}`, logprob] as const,
  );
  return { index, logprobs: { top_logprobs: [Object.fromEntries(logprobs)] } };
}

function chatOf(message: string, behaviour: FakeVllm): object {
  const top = logprobsOf(message, behaviour).map((logprob, level) => ({
    token: `${level + 1}`,
    logprob,
  }));
  return { choices: [{ index: 0, logprobs: { content: [{ top_logprobs: top }] } }] };
}

function logprobsOf(prompt: string, { scores, mass = 1 }: FakeVllm): number[] {
  const pair = GOLDEN_PAIRS.findIndex(({ query }) => prompt.includes(query));
  const score = scores?.[pair] ?? GOLDEN_PAIRS[pair]?.score ?? 4;
  // The expected level between the two levels beside it.
  const below = Math.min(6, Math.floor(score));
  const above = score - below;
  return Array.from({ length: 7 }, (_, level) => {
    const weight = level + 1 === below ? 1 - above : level === below ? above : 0;
    return Math.max(-100, Math.log(weight * mass));
  });
}
