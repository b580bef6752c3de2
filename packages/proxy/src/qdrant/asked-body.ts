import { JsonSource, markElements } from '../json/json-source.ts';
import { splicedText } from '../json/spliced.ts';

/** The body of a request to Qdrant, and the way to write it changed. */
export interface AskedBody {
  readonly body: object;
  /** Writes the body, or what was made of it: what is as it came stays as it was written. */
  readonly textOf: (changed: object) => string;
}

/**
 * Reads the body of a request. The searches in it know where they come from, in whatever order they are written.
 *
 * @throws SyntaxError for what is no object in JSON.
 */
export function askedBodyOf(text: string): AskedBody {
  const source = new JsonSource(text);
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SyntaxError('a request is an object');
  }
  markElements(source.root, ['searches']);
  return { body: value, textOf: (changed) => splicedText(source, changed) };
}
