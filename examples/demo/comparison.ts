import { styleText } from 'node:util';
import type { RankedResult, Ranking } from '@lb-rerank/core';
import type { CorpusDocument } from '@lb-rerank/evaluation';
import { fit } from './fit.ts';
import { levelBars } from './level-bars.ts';

type Result = RankedResult<CorpusDocument>;

/** One query's two orders, and which documents are known to answer it. */
export interface ComparisonOptions {
  readonly query: string;
  readonly ranking: Ranking<CorpusDocument>;
  /** Document id -> grade; undefined where nobody judged the query. */
  readonly judgements?: ReadonlyMap<string, number> | undefined;
  /** Places shown, at least 1: more make the table longer. @default 10 */
  readonly places?: number | undefined;
}

/** Together with what stands between and before them, 100 columns. */
const LEFT_TITLE = 29;
const RIGHT_TITLE = 31;

/**
 * The first places of a query before and after reranking, side by side, as lines of 100 columns: the first stage's score on
 * the left; the model's score, its seven probabilities and the former rank on the right. Answers are marked ● .
 */
export function comparison({
  query,
  ranking: { results },
  judgements,
  places = 10,
}: ComparisonOptions): string[] {
  if (results.length === 0)
    return [styleText('bold', query), '', 'No document has a word of this query.'];
  const before = results.toSorted((a, b) => a.retrieverRank - b.retrieverRank);
  const isAnswer = ({ document }: Result) => (judgements?.get(document.id) ?? 0) >= 1;
  const rows = Array.from({ length: Math.min(places, results.length) }, (_, index) => {
    const left = leftCell(before[index]!, isAnswer(before[index]!));
    return `${left} │ ${rightCell(results[index]!, index + 1, isAnswer(results[index]!))}`;
  });
  const heading = `${' #     BM25+ before'.padEnd(LEFT_TITLE + 13)} │  #   score 1─────7  was after`;
  return [
    styleText('bold', query),
    ...(judgements ? ['● answers the query, as its judges found'] : []),
    '',
    styleText('dim', heading),
    ...rows.map((row) => row.trimEnd()),
  ];
}

function leftCell({ document, retrieverRank, retrieverScore }: Result, isAnswer: boolean): string {
  const score = (retrieverScore?.toFixed(2) ?? '–').padStart(7);
  const title = fit(document.title || document.text, LEFT_TITLE);
  return `${String(retrieverRank).padStart(2)} ${mark(isAnswer)} ${score} ${emphasised(title, isAnswer)}`;
}

function rightCell(
  { document, score, probabilities, retrieverRank }: Result,
  rank: number,
  isAnswer: boolean,
): string {
  const columns = [
    String(rank).padStart(2),
    mark(isAnswer),
    (score?.toFixed(3) ?? '–').padStart(5),
    styleText('cyan', probabilities === null ? ' '.repeat(7) : levelBars(probabilities)),
    String(retrieverRank).padStart(4),
    emphasised(fit(document.title || document.text, RIGHT_TITLE), isAnswer),
  ];
  return columns.join(' ');
}

function mark(isAnswer: boolean): string {
  return isAnswer ? styleText('green', '●') : ' ';
}

function emphasised(title: string, isAnswer: boolean): string {
  return isAnswer ? styleText('green', title) : title;
}
