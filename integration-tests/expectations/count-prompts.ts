/** A fetch that notes every prompt that a model server is asked to score. */
export function countPrompts(prompts: string[]): typeof globalThis.fetch {
  return async (input, init) => {
    if (typeof init?.body === 'string') {
      const { prompt, input: texts } = JSON.parse(init.body) as Record<string, unknown>;
      for (const asked of [prompt, texts]) {
        if (Array.isArray(asked)) prompts.push(...(asked as string[]));
      }
    }
    return fetch(input, init);
  };
}
