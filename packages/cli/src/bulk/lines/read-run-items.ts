import {
  type DocumentStore,
  type OnMalformed,
  passageOf,
  type RunEntry,
  type RunGroup,
  readRunGroups,
} from '@lb-rerank/evaluation';
import type { BulkItem } from './bulk-item.ts';

/** A run and where its texts are. */
export interface RunItemsOptions {
  readonly path: string;
  readonly queries: ReadonlyMap<string, string>;
  readonly documents: DocumentStore;
  /** Told of lines that are not quite a run's. */
  readonly onNotice: (notice: string) => void;
  /** Hears of each line that cannot be used. */
  readonly onMalformed: OnMalformed;
}

/** The name of the system in the files that it writes; without blanks. */
const RUN_NAME = 'lb-rerank';

/**
 * Reads the queries of a TREC run file, whose documents come back in the model's order, as a TREC run file again. A line whose query
 * or document is unknown, or that stands apart from its query's others, cannot be used.
 */
export async function* readRunItems({
  path,
  queries,
  documents,
  onNotice,
  onMalformed,
}: RunItemsOptions): AsyncGenerator<BulkItem, void, undefined> {
  const seen = new Set<string>();
  let current: string | undefined;
  const problemOf = ({ queryId, documentId }: RunEntry) => {
    if (!queries.has(queryId)) return `has the unknown query ${queryId}`;
    if (queryId !== current && seen.has(queryId))
      return `has query ${queryId} again, after another`;
    if (documents.get(documentId) === undefined) return `has the unknown document ${documentId}`;
    current = queryId;
    seen.add(queryId);
    return undefined;
  };
  let bytes = 0;
  for await (const group of readRunGroups(path, undefined, { onNotice, onMalformed, problemOf })) {
    const { queryId, scores, line } = group;
    bytes += group.bytes;
    const passages = [...scores.keys()].map((id) => passageOf(documents.get(id)!) || null);
    const location = `${path}:${line}`;
    yield {
      location,
      query: queries.get(queryId)!,
      passages,
      resumeKey: resumeKeyOf(group),
      beginning: `${queryId} Q0 `,
      bytes,
      render: renderOf(group),
    };
  }
}

/** Names a query and its documents in any order, as an output holds them in another than the input. */
export function resumeKeyOf({ queryId, scores }: Pick<RunGroup, 'queryId' | 'scores'>): string {
  return JSON.stringify([queryId, ...[...scores.keys()].toSorted()]);
}

/** Ranks what has no score below everything that has, in the run's order, as a run's scores must say. */
function renderOf({ queryId, scores }: RunGroup): BulkItem['render'] {
  const ids = [...scores.keys()];
  return ({ results }) =>
    results.map(({ document, score }, index) => {
      const value = score ?? -(index + 1);
      return `${queryId} Q0 ${ids[document]} ${index + 1} ${value} ${RUN_NAME}`;
    });
}
