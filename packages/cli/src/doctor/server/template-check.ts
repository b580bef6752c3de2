import { BackendResponseError, promptMessages, renderPrompt } from '@lb-rerank/core';
import type { Check } from '../check/check.ts';
import type { Finding } from '../check/finding.ts';
import { GOLDEN_PAIRS } from '../model/golden-pairs.ts';
import type { ServerSubject } from './server-subject.ts';
import { tokenize, type Tokens } from './tokenize.ts';

const REMEDY =
  "start vLLM without --chat-template, on the model's own tokenizer_config.json, whose template is Qwen2.5's";

/** Checks that the server writes a chat into the very prompt that the model was trained on. */
export const templateCheck: Check<ServerSubject> = {
  title: 'prompt template',
  async run(subject) {
    const { query, passage } = GOLDEN_PAIRS[0]!;
    const trained = await tokenize(subject, { prompt: renderPrompt(query, passage) });
    if (trained === undefined) {
      return { status: 'skipped', says: 'the server does not tell tokens; only vLLM does' };
    }
    try {
      const served = await tokenize(subject, { messages: promptMessages(query, passage) });
      const difference = differenceOf(trained, served ?? { tokens: [] });
      if (difference !== undefined) return await wrong(subject, difference);
    } catch (error) {
      if (!(error instanceof BackendResponseError) || error.isRetryable) throw error;
      return wrong(
        subject,
        'the server has no chat template that takes a system and a user message',
      );
    }
    return {
      status: 'ok',
      says: `intact: ${trained.tokens.length} tokens, the same as in training`,
    };
  },
};

/** Only the mode chat lets the server write the prompt. */
async function wrong(
  { scorer, goldenAnswers }: ServerSubject,
  difference: string,
): Promise<Finding> {
  await goldenAnswers().catch(() => {});
  const mode = scorer.mode ?? 'chat';
  return mode === 'chat'
    ? { status: 'problem', says: difference, remedy: REMEDY }
    : {
        status: 'warning',
        says: `${difference}; scores in the mode ${mode} do not depend on it, but other clients' do`,
        remedy: REMEDY,
      };
}

/** Describes the first difference of two prompts; undefined if there is none. */
function differenceOf(trained: Tokens, served: Tokens): string | undefined {
  const at = trained.tokens.findIndex((token, index) => token !== served.tokens[index]);
  if (at < 0 && served.tokens.length === trained.tokens.length) return undefined;
  const from = at < 0 ? trained.tokens.length : at;
  return `the chat template writes ${excerpt(served, from)} where the model was trained on ${excerpt(trained, from)}`;
}

function excerpt({ tokens, token_strs: texts }: Tokens, from: number): string {
  if (from >= tokens.length) return 'nothing more';
  const shown = texts
    ?.slice(from, from + 6)
    .join('')
    .replaceAll('Ġ', ' ')
    .replaceAll('Ċ', '\n');
  return shown === undefined ? `the token ${tokens[from]}` : JSON.stringify(shown);
}
