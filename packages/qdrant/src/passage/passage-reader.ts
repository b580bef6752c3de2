import type { Schemas } from '@qdrant/js-client-rest';
import { labelled, listOfFields, type Passage, readFields } from '@lb-rerank/core/adapter';
import type { PassageSelector } from './passage-selector.ts';
import { type PathStep, payloadPath } from './payload-path.ts';

/** Makes what reads the passage of a point, several of which the best counts, or null where it has none. It reads at once, but for HTML. */
export function passageReader(
  passage: PassageSelector,
): (point: Schemas['ScoredPoint']) => Passage | Promise<Passage> {
  if (typeof passage === 'function') return (point) => passage(point) ?? null;
  const fields = listOfFields(passage).map((field) => ({ field, path: payloadPath(field.field) }));
  return ({ payload }) => {
    const found = fields.map(({ field, path }) => ({
      field,
      texts: valuesAt(payload, path).filter(isText),
    }));
    return readFields(found, (read) => {
      const texts = read.map(({ field, texts: own }) => own.map((text) => labelled(field, text)));
      return texts.length === 0 ? null : texts.reduce(joinedWithEach);
    });
  };
}

/** Reads what stands at a path, in as many elements as it leads through; the elements of an array that it ends at. */
function valuesAt(value: unknown, [step, ...rest]: readonly PathStep[]): readonly unknown[] {
  if (step === undefined) return [value].flat();
  if (step.kind === 'key') {
    const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, step.key);
    return isObject ? valuesAt(value[step.key as keyof typeof value], rest) : [];
  }
  if (!Array.isArray(value)) return [];
  const elements: unknown[] =
    step.index === undefined ? value : value.slice(step.index).slice(0, 1);
  return elements.flatMap((element) => valuesAt(element, rest));
}

function joinedWithEach(before: readonly string[], after: readonly string[]): string[] {
  return before.flatMap((first) => after.map((second) => `${first}\n${second}`));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
