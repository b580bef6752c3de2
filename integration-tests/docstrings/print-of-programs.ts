/** Runs programs one after the other, and writes the lines that each gave to `console.log` to a file of JSON. */
import { writeFile } from 'node:fs/promises';
import { format } from 'node:util';

const [file, ...paths] = process.argv.slice(2);
const printed: string[][] = [];
for (const path of paths) {
  const lines: string[] = [];
  console.log = (...values: unknown[]) => lines.push(format(...values));
  try {
    await import(path);
  } catch (error) {
    lines.push(String(error));
  }
  printed.push(lines);
}
await writeFile(file!, JSON.stringify(printed));
