import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/** Forms that an adapter's passage selector may have. */
export interface PassageForms {
  readonly accepts: (selector: unknown) => boolean;
  /** The forms in words, for the message. */
  readonly told: string;
}

/** Forms that each adapter has: a field, several fields, or a function of the hit. */
export const FIELDS_OR_FUNCTION: PassageForms = {
  accepts: (selector) => typeof selector === 'function' || isFieldNames(selector),
  told: "a field's name, several names, or a function of the hit",
};

/**
 * Checks a passage selector before anything is asked of the engine.
 *
 * @param argument its name, `passage` or `rerank.passage`
 * @throws InvalidRequestError for none, and for one in another form, with the way out.
 */
export function requirePassage(selector: unknown, argument: string, forms: PassageForms): void {
  if (selector === undefined || selector === null) {
    throw new InvalidRequestError(
      argument,
      "is needed: say where a hit's text stands, as in `passage: 'body'`",
    );
  }
  if (!forms.accepts(selector)) {
    throw new InvalidRequestError(argument, `must be ${forms.told}, as in \`passage: 'body'\``);
  }
}

/** Tells whether a value is a field's name, or several, none of them blank. */
export function isFieldNames(value: unknown): boolean {
  const names: unknown[] = Array.isArray(value) ? value : [value];
  return names.length > 0 && names.every((name) => typeof name === 'string' && name.trim() !== '');
}
