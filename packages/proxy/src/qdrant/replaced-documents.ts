import type { InferenceDocument } from '../embeddings/create-embedder.ts';

/** Gives what stands in the place of a document. */
type Replacement = (document: InferenceDocument) => unknown;

/** Gives a request with all its documents replaced; what holds none stays the very same. */
export type DocumentReplacer = (request: object, replacement: Replacement) => object;

type Members = Readonly<Record<string, unknown>>;

/** The kinds of queries that hold vectors; the others hold names, formulas and conditions. */
const QUERIES_OF_VECTORS = ['nearest', 'recommend', 'discover', 'context', 'relevance_feedback'];

/** The model that Qdrant has itself, wherever it runs. */
const OWN_MODEL = 'qdrant/bm25';

/** Replaces the documents of a search, in its query and those of all its prefetches, or of several searches. */
export const inSearches: DocumentReplacer = (request, replacement) =>
  withMembers(request, {
    query: (query) => inQuery(query, replacement),
    prefetch: (prefetch) => inEach(prefetch, (stage) => inSearches(stage, replacement)),
    searches: (searches) => inEach(searches, (search) => inSearches(search, replacement)),
  });

/** Replaces the documents among the vectors of points that are written, as a list or in columns. */
export const inPoints: DocumentReplacer = (request, replacement) =>
  withMembers(request, {
    points: (points) =>
      inEach(points, (point) =>
        withMembers(point, { vector: (vector) => inVectors(vector, replacement) }),
      ),
    batch: (columns) =>
      inEach(columns, (batch) =>
        withMembers(batch, { vectors: (vectors) => inVectors(vectors, replacement) }),
      ),
  });

/** Replaces the documents in a list of operations. */
export const inOperations: DocumentReplacer = (request, replacement) =>
  withMembers(request, {
    operations: (operations) =>
      inEach(operations, (operation) =>
        withMembers(operation, {
          upsert: (points) => inEach(points, (one) => inPoints(one, replacement)),
          update_vectors: (points) => inEach(points, (one) => inPoints(one, replacement)),
        }),
      ),
  });

function inQuery(query: unknown, replacement: Replacement): unknown {
  if (!isObject(query) || Array.isArray(query) || isDocument(query)) {
    return inVectors(query, replacement);
  }
  const change = (vectors: unknown) => inVectors(vectors, replacement);
  return withMembers(
    query,
    Object.fromEntries(QUERIES_OF_VECTORS.map((kind) => [kind, change] as const)),
  );
}

/** Replaces all documents at any depth of what holds vectors alone. */
function inVectors(value: unknown, replacement: Replacement): unknown {
  if (isDocument(value)) return replacement(value);
  if (Array.isArray(value)) return inEach(value, (one) => inVectors(one, replacement));
  if (!isObject(value)) return value;
  const change = (inner: unknown) => inVectors(inner, replacement);
  return withMembers(value, Object.fromEntries(Object.keys(value).map((name) => [name, change])));
}

/** Changes each object of a list, or one that stands alone. */
function inEach(value: unknown, change: (one: object) => unknown): unknown {
  if (!Array.isArray(value)) return isObject(value) ? change(value) : value;
  // Vectors are long, and hold none.
  if (!value.some(isObject)) return value;
  const changed = value.map((one: unknown) => (isObject(one) ? change(one) : one));
  return changed.every((one, n) => one === value[n]) ? value : changed;
}

/** Changes members of an object that has them. */
function withMembers<T extends object>(
  object: T,
  changes: Readonly<Record<string, (member: unknown) => unknown>>,
): T {
  const changed = Object.entries(changes).flatMap(([name, change]) => {
    if (!Object.hasOwn(object, name)) return [];
    const member = (object as Members)[name];
    const after = change(member);
    return after === member ? [] : [[name, after] as const];
  });
  return changed.length === 0 ? object : { ...object, ...Object.fromEntries(changed) };
}

/** Tells a text that is to be embedded; other things of inference, and other people's models, are left to Qdrant. */
function isDocument(value: unknown): value is InferenceDocument {
  if (!isObject(value)) return false;
  const { text, model } = value as { text?: unknown; model?: unknown };
  return typeof text === 'string' && typeof model === 'string' && model.toLowerCase() !== OWN_MODEL;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
