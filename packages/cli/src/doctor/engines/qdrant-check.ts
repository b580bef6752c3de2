import { variableOf } from '../../settings/setting-names.ts';
import type { Check } from '../check/check.ts';
import { askEngine } from './ask-engine.ts';
import type { EngineSubject } from './engine-subject.ts';

/** Checks that Qdrant answers, and lets us in. */
export const qdrantCheck: Check<EngineSubject> = {
  title: 'reachable',
  async run(subject) {
    const keySetting = variableOf('qdrantApiKey');
    const root = await askEngine<{ title?: string; version?: string }>(subject, '/', keySetting);
    if ('failure' in root) return root.failure;
    const { title, version } = root.body;
    if (!title?.toLowerCase().includes('qdrant')) {
      return {
        status: 'problem',
        says: `${subject.url} answers, but not as Qdrant`,
        remedy: 'see that nothing else answers there; the REST port is 6333 unless told otherwise',
      };
    }
    // The root needs no key; this does.
    const listed = await askEngine<{ result?: { collections?: unknown[] } }>(
      subject,
      '/collections',
      keySetting,
    );
    if ('failure' in listed) return listed.failure;
    const count = listed.body.result?.collections?.length ?? 0;
    return { status: 'ok', says: `${title} ${version}, ${count} collections` };
  },
};
