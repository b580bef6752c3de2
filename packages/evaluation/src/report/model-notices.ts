import type { SystemResult } from '../experiment/data-set-result.ts';

/** A notice on the systems of a report whose figures are not the LB Reranker's. */
export interface ModelNotice {
  readonly names: string;
  readonly says: string;
}

/** Lists what is to be known of the models of a report: which are a stand-in, and which another model. */
export function modelNotices(systems: readonly SystemResult[]): ModelNotice[] {
  const notices = [
    [
      ({ isStandIn }: SystemResult) => isStandIn === true,
      'a bundled stand-in, not the LB Reranker',
    ],
    [
      ({ modelKind, isStandIn }: SystemResult) => modelKind === 'other' && isStandIn !== true,
      'another model, which does not answer as the LB Reranker does',
    ],
  ] as const;
  return notices.flatMap(([concerns, says]) => {
    const names = [...new Set(systems.filter(concerns).map(({ name }) => name))].join(', ');
    return names === '' ? [] : [{ names, says }];
  });
}
