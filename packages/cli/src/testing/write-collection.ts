import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

const FRUITS = ['apple', 'pear', 'plum', 'fig', 'quince', 'medlar'];

/** Writes a small collection in BEIR's layout, in a folder of the name `fruits` whose parent this gives. */
export async function writeCollection(changes: Record<string, string> = {}): Promise<string> {
  const folder = await temporaryFolder();
  const files: Record<string, string> = {
    'corpus.jsonl': FRUITS.flatMap((fruit) =>
      [1, 2, 3, 4].map(
        (n) => `{"_id":"${fruit}${n}","title":"","text":"${'the '.repeat(n)}${fruit} tree"}\n`,
      ),
    ).join(''),
    'queries.jsonl': FRUITS.map((fruit) => `{"_id":"q-${fruit}","text":"${fruit}"}\n`).join(''),
    'qrels/test.tsv': `query-id\tcorpus-id\tscore\n${FRUITS.map((fruit) => `q-${fruit}\t${fruit}3\t1\n`).join('')}`,
    ...changes,
  };
  await mkdir(join(folder, 'fruits/qrels'), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, 'fruits', name), content);
  }
  return folder;
}
