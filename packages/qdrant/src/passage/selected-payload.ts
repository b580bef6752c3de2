import type { Schemas } from '@qdrant/js-client-rest';
import { type PathStep, payloadPath } from './payload-path.ts';

/** The keys of a payload that are wanted, as `with_payload` says it. */
export type PayloadSelection = readonly string[] | Schemas['PayloadSelector'];

type Payload = Record<string, unknown>;
type IsKept = (path: readonly PathStep[]) => boolean;

/** Leaves of a payload what Qdrant itself would have left by this selection; a test holds the two together. */
export function selectedPayload(payload: Payload, selection: PayloadSelection): Payload {
  return keptMembers(payload, [], isKeptBy(selection));
}

/** Gives the selection's rule: a path is included with all that leads to it, and excluded with all that is inside of it. */
export function isKeptBy(selection: PayloadSelection): IsKept {
  if ('exclude' in selection) {
    const patterns = selection.exclude.map(payloadPath);
    return (path) =>
      !patterns.some((pattern) => pattern.length <= path.length && agree(pattern, path));
  }
  const patterns = ('include' in selection ? selection.include : selection).map(payloadPath);
  return (path) => patterns.some((pattern) => agree(pattern, path));
}

function keptMembers(payload: Payload, path: readonly PathStep[], isKept: IsKept): Payload {
  const members = Object.entries(payload).flatMap(([key, value]): [string, unknown][] => {
    const inner = [...path, { kind: 'key', key } as const];
    return isKept(inner) ? [[key, keptValue(value, inner, isKept)]] : [];
  });
  return Object.fromEntries(members);
}

function keptValue(value: unknown, path: readonly PathStep[], isKept: IsKept): unknown {
  if (Array.isArray(value)) {
    const inner = [...path, { kind: 'elements', index: undefined } as const];
    return isKept(inner) ? value.map((element) => keptValue(element, inner, isKept)) : [];
  }
  return typeof value === 'object' && value !== null
    ? keptMembers(value as Payload, path, isKept)
    : value;
}

/** Tells whether one path leads to the other. */
function agree(a: readonly PathStep[], b: readonly PathStep[]): boolean {
  return a.slice(0, b.length).every((step, n) => isSameStep(step, b[n]!));
}

function isSameStep(a: PathStep, b: PathStep): boolean {
  return a.kind === 'key'
    ? b.kind === 'key' && a.key === b.key
    : b.kind !== 'key' && a.index === b.index;
}
