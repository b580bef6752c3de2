import type { CompleteBestChunks } from '../chunks/best-chunks.ts';
import { chooseChunks, type ChunkRange } from '../chunks/choose-chunks.ts';
import type { Candidate } from './candidate.ts';
import { passagesOf } from './passages-of.ts';
import type { PassageRange } from './ranking.ts';

/** The candidates of a rank window as the model reads them, and what tells which part of a passage a text is. */
export interface Reading {
  readonly candidates: readonly Candidate<unknown>[];
  /** Finds where a text stands in a candidate's passages; undefined where it is a whole one. */
  readonly rangeOf: (
    candidate: Candidate<unknown>,
    text: string | null,
  ) => PassageRange | undefined;
}

/** Puts the best chunks of long passages in their place; the candidates themselves stay as they are. */
export async function readInChunks(
  { query, candidates }: { query: string; candidates: readonly Candidate<unknown>[] },
  best: CompleteBestChunks,
  signal: AbortSignal | undefined,
): Promise<Reading> {
  const passages = candidates.flatMap(passagesOf);
  const chosen = await chooseChunks({ query, passages, signal }, best);
  const textsOf = (passage: string) => chosen.get(passage)?.map(textIn(passage)) ?? [passage];
  return {
    candidates: candidates.map((candidate) => ({
      ...candidate,
      passage: passagesOf(candidate).flatMap(textsOf),
    })),
    rangeOf: ({ passage }, text) => {
      for (const [index, whole] of [passage ?? []].flat().entries()) {
        const range = chosen.get(whole)?.find((chunk) => textIn(whole)(chunk) === text);
        if (range !== undefined) return { index, ...range };
      }
      return undefined;
    },
  };
}

function textIn(passage: string): (chunk: ChunkRange) => string {
  return ({ start, end }) => passage.slice(start, end);
}
