import { readFile, writeFile } from 'node:fs/promises';
import { lockFile } from '../lock-file.ts';

/** Counts in a file under its lock, `count-under-lock.ts <path> <times>`, or holds the lock for ever. */
const [path = '', times = ''] = process.argv.slice(2);
const tell = () => process.send?.('at it');

if (times === 'for ever') {
  await lockFile(path);
  tell();
  setInterval(() => {}, 1000);
} else {
  tell();
  for (let n = 0; n < Number(times); n += 1) {
    await using _lock = await lockFile(path);
    const count = Number(await readFile(path, 'utf8'));
    await writeFile(path, `${count + 1}`);
  }
  process.disconnect();
}
