import { requireKnownKeys } from '../../arguments/require-known-keys.ts';
import { InvalidRequestError } from '../../errors/invalid-request-error.ts';
import { PASSAGE_FORMATS, type PassageField } from './passage-field.ts';

/** Forms that an adapter's passage selector may have. */
export interface PassageForms {
  readonly accepts: (selector: unknown) => boolean;
  /** The forms in words, for the message. */
  readonly told: string;
  /** Keys by which a form is known that is no field. @default none */
  readonly otherKeys?: readonly string[];
}

/** Forms that each adapter has: a field, several fields, or a function of the hit. */
export const FIELDS_OR_FUNCTION: PassageForms = {
  accepts: (selector) => typeof selector === 'function' || arePassageFields(selector),
  told: "a field's name, `{ field, format, label }`, several of these, or a function of the hit",
};

const KEYS_OF_FIELD = Object.keys({
  field: true,
  format: true,
  label: true,
} satisfies Record<keyof PassageField, true>);

/**
 * Checks a passage selector before anything is asked of the engine.
 *
 * @param argument its name, `passage` or `rerank.passage`
 * @throws InvalidRequestError for none, for a field with an unknown key or a bad value, which it names, and for a selector in another
 *   form, with the way out.
 */
export function requirePassage(selector: unknown, argument: string, forms: PassageForms): void {
  if (selector === undefined || selector === null) {
    throw new InvalidRequestError(
      argument,
      "is needed: say where a hit's text stands, as in `passage: 'body'`",
    );
  }
  requireSoundFields(selector, argument, forms.otherKeys);
  if (!forms.accepts(selector)) {
    throw new InvalidRequestError(argument, `must be ${forms.told}, as in \`passage: 'body'\``);
  }
}

/** Tells whether a value is a field's name, or several, none of them blank. */
export function isFieldNames(value: unknown): boolean {
  const names: unknown[] = Array.isArray(value) ? value : [value];
  return names.length > 0 && names.every(isName);
}

/**
 * Tells whether a value is a field, or several, each by its name or as `{ field }`.
 *
 * @example
 * ```ts
 * import { arePassageFields } from '@lb-rerank/core/adapter';
 *
 * console.log(arePassageFields(['title', { field: 'body', format: 'html' }]), arePassageFields({})); // true false
 * ```
 */
export function arePassageFields(value: unknown): boolean {
  const fields: unknown[] = Array.isArray(value) ? value : [value];
  return fields.length > 0 && fields.every((field) => isName(field) || isField(field));
}

function isField(value: unknown): boolean {
  if (!isObject(value)) return false;
  return isName(value['field']) && Object.keys(value).every((key) => KEYS_OF_FIELD.includes(key));
}

/** @throws InvalidRequestError naming what is wrong with a field, wherever it stands in a selector. */
function requireSoundFields(
  given: unknown,
  argument: string,
  otherKeys: readonly string[] = [],
): void {
  if (Array.isArray(given)) {
    for (const [n, field] of given.entries()) requireSoundFields(field, `${argument}[${n}]`);
  } else if (isObject(given) && otherKeys.some((key) => key in given)) {
    for (const [key, fields] of Object.entries(given)) {
      requireSoundFields(fields, `${argument}.${key}`);
    }
  } else if (isObject(given) && 'field' in given) {
    requireSoundField(given, argument);
  }
}

function requireSoundField(given: Record<string, unknown>, argument: string): void {
  requireKnownKeys(`${argument}.`, given, KEYS_OF_FIELD);
  const { field, format, label } = given;
  if (!isName(field)) {
    throw new InvalidRequestError(`${argument}.field`, "must be a field's name");
  }
  if (format !== undefined && !PASSAGE_FORMATS.some((known) => known === format)) {
    const known = PASSAGE_FORMATS.map((name) => `'${name}'`).join(' or ');
    throw new InvalidRequestError(`${argument}.format`, `must be ${known}`);
  }
  if (label !== undefined && !isName(label)) {
    throw new InvalidRequestError(`${argument}.label`, 'must be a text that is not blank');
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
