import type { Check } from '../check/check.ts';
import type { Finding } from '../check/finding.ts';
import { SERVE_THE_MODEL } from '../check/serve-the-model.ts';
import type { ServerSubject } from './server-subject.ts';
import { tokenize } from './tokenize.ts';

/** The tokens of "1" to "7" in Qwen2.5's vocabulary, and of what its messages begin and end with. */
const LEVEL_TOKENS = '16,17,18,19,20,21,22';
const MESSAGE_TOKENS = '151644,151645';

/** Checks that the model has the vocabulary of the LB Reranker, with one token for each answer. */
export const vocabularyCheck: Check<ServerSubject> = {
  title: 'vocabulary',
  async run(subject) {
    const levels = await tokenize(subject, { prompt: '1234567' });
    const ends = await tokenize(subject, { prompt: '<|im_start|><|im_end|>' });
    if (levels === undefined || ends === undefined) {
      return { status: 'skipped', says: 'the server does not tell tokens; only vLLM does' };
    }
    if (levels.tokens.length !== 7) {
      return another(
        `writes the answers 1 to 7 in ${levels.tokens.length} tokens, not in one each`,
      );
    }
    if (ends.tokens.length !== 2) return another('knows no <|im_start|> and <|im_end|>');
    if (String(levels.tokens) !== LEVEL_TOKENS || String(ends.tokens) !== MESSAGE_TOKENS) {
      return another('has other numbers for its tokens than Qwen2.5');
    }
    return { status: 'ok', says: "Qwen2.5's; the answers 1 to 7 are the tokens 16 to 22" };
  },
};

function another(reason: string): Finding {
  return {
    status: 'problem',
    says: `the model ${reason}, so it is not the LB Reranker`,
    remedy: SERVE_THE_MODEL,
  };
}
