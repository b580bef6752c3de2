import type { Reading } from './field.ts';

/** Reads content as chat messages and vLLM's requests have it: a text, or parts of type `text`, which stand one on a line. */
export function readContent(content: unknown): Reading<string> {
  if (typeof content === 'string') return { value: content };
  if (!Array.isArray(content)) return { problem: 'must be a text or a list of text parts' };
  const texts: string[] = [];
  for (const [place, part] of content.entries()) {
    const { type, text } = (part ?? {}) as { type?: unknown; text?: unknown };
    if (typeof text !== 'string' || (type !== undefined && type !== 'text')) {
      return { problem: 'is no text: the model reads texts alone', place: [place] };
    }
    texts.push(text);
  }
  return { value: texts.join('\n') };
}
