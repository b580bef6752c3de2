import { readFile } from 'node:fs/promises';
import { MARK } from '../pairs/texts.ts';
import { KEYS } from '../parts/create-gateway.ts';

/** Lists what stands in the gateway's log and must not: texts and keys. */
export async function problemsOfLog(path: string): Promise<string[]> {
  const log = await readFile(path, 'utf8');
  return [
    ...(log.match(MARK) ? ['the log holds a text'] : []),
    ...(Object.values(KEYS).some((key) => log.includes(key)) ? ['the log holds a key'] : []),
    ...(log.includes('"status":200') ? [] : ['the log tells of no answer']),
  ];
}
