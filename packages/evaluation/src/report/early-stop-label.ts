import type { EarlyStopResult } from '../experiment/runs/early-stop-result.ts';

/** Names when a rank window ended: `patience 10, least top score 6, best 5`. */
export function earlyStopLabel({ patience, minTopScore, stopTopN }: EarlyStopResult): string {
  return [
    ...(patience === undefined ? [] : [`patience ${patience}`]),
    ...(minTopScore === undefined ? [] : [`least top score ${minTopScore}`]),
    ...(stopTopN === undefined ? [] : [`best ${stopTopN}`]),
  ].join(', ');
}
