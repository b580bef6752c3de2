import { execa } from 'execa';
import { bytecodeCache } from '../../python/bytecode-cache.ts';

/** The documents that a client is to index, and what it is to search. */
export interface ClientRequest {
  readonly url: string;
  readonly index: string;
  readonly query: string;
  /** The text of another search, for several at once. */
  readonly other: string;
  readonly documents: readonly { readonly id: string; readonly text: string }[];
  /** Whether the client compresses what it sends, and asks for compressed answers. */
  readonly isCompressed: boolean;
}

/** One step of a client: the ids and scores it found, or how many documents it indexed. */
export interface ClientStep {
  readonly hits?: readonly (readonly [string, number | null])[];
  readonly count?: number;
  /** The header `x-lb-rerank-outcome`, where the client shows headers. */
  readonly outcome?: string | null;
}

/** Runs a program over a client that others wrote. Resolves to what each of its steps printed. */
export async function askClient(
  [command, ...args]: readonly [string, ...string[]],
  request: ClientRequest,
): Promise<Record<string, ClientStep>> {
  const { stdout } = await execa(command, args, {
    input: JSON.stringify(request),
    env: bytecodeCache(),
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  const told = lines.map((line) => JSON.parse(line) as ClientStep & { step: string });
  return Object.fromEntries(told.map(({ step, ...found }) => [step, found]));
}
