import type { Schemas } from '@qdrant/js-client-rest';
import type { Call, EngineContext } from '../engine/engine.ts';
import { markElements } from '../json/json-source.ts';
import { type EngineAnswer, engineAnswerOf } from '../upstream/engine-answer.ts';
import type { AskedBody } from './asked-body.ts';
import { parseExactly } from './exact-json.ts';
import type { SearchForm } from './search-form.ts';

/** The result of one search as the engine gave it, and its points. */
interface FoundResult {
  readonly points: Schemas['ScoredPoint'][];
  readonly result: unknown;
}

/** The way to ask an engine for searches of one request, and its first answer to all of them, of which the reply is made. */
export interface SearchAsker {
  readonly ask: (searches: readonly object[]) => Promise<FoundResult[]>;
  readonly first: () => EngineAnswer;
}

/** Makes what asks for searches as the request did: several in one request, or each in one of its own, at the same time. */
export function searchAsker(
  call: Call,
  { body, textOf }: AskedBody,
  form: SearchForm,
  context: EngineContext,
): SearchAsker {
  let first: EngineAnswer | undefined;
  const answerTo = async (asked: object) => {
    const answer = await askEngine(call, textOf(asked), context);
    markElements(answer.source.root, ['result', ...(form.isBatch ? ['*'] : []), ...form.path]);
    return answer;
  };
  return {
    first: () => first!,
    async ask(searches) {
      const answers = form.isBatch
        ? [await answerTo({ ...body, searches })]
        : await Promise.all(searches.map(answerTo));
      first ??= answers[0];
      const results = answers.map(resultOf);
      const each = form.isBatch
        ? results.flatMap((all) => (Array.isArray(all) ? all : []))
        : results;
      return each.map((result: unknown) => ({ result, points: form.pointsIn(result) }));
    },
  };
}

/** Asks the engine a changed body of a call. @throws EngineRefusal where it says no, and as `EngineContext.ask` does. */
export async function askEngine(
  call: Call,
  body: string,
  context: EngineContext,
): Promise<EngineAnswer> {
  const { method, url } = call;
  return engineAnswerOf(await context.ask(call, { method, url, body }), parseExactly);
}

/** Reads the result of an answer. */
export function resultOf({ source }: EngineAnswer): unknown {
  return (source.value as { result?: unknown } | null)?.result;
}
