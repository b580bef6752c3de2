import {
  type DocumentStore,
  MalformedFileError,
  passageOf,
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
}

/** The name of the system in the files that it writes; without blanks. */
const RUN_NAME = 'lb-rerank';

/**
 * Reads the queries of a TREC run file, whose documents come back in the model's order, as a TREC run file again.
 *
 * @throws MalformedFileError where a query or document is unknown, or a query's lines do not stand together.
 */
export async function* readRunItems({
  path,
  queries,
  documents,
  onNotice,
}: RunItemsOptions): AsyncGenerator<BulkItem, void, undefined> {
  const seen = new Set<string>();
  let bytes = 0;
  for await (const group of readRunGroups(path, undefined, { onNotice })) {
    const { queryId, scores, line } = group;
    const query = queries.get(queryId);
    if (query === undefined) throw malformed(path, line, `the unknown query ${queryId}`);
    if (seen.has(queryId)) throw malformed(path, line, `query ${queryId} again, after another`);
    seen.add(queryId);
    bytes += group.bytes;
    const passages = [...scores.keys()].map((id) => {
      const document = documents.get(id);
      if (document === undefined) {
        throw malformed(path, line, `or a line below it has the unknown document ${id}`);
      }
      return passageOf(document) || null;
    });
    const location = `${path}:${line}`;
    yield {
      location,
      query,
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

function malformed(path: string, line: number, what: string): MalformedFileError {
  return new MalformedFileError({ path, line, problem: `has ${what}` });
}
