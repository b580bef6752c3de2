/** Says on stderr what an engine is busy with, since the first time takes minutes. */
export function reportProgress(engine: string, message: string): void {
  process.stderr.write(`[${engine}] ${message}\n`);
}
