import { join } from 'node:path';
import { execa } from 'execa';
import { pythonEnvironment } from '../python/python-environment.ts';

/** What clients in Python make of a gateway's answer: for each client the index and score of its results, best first. */
export async function askPythonClients(request: {
  url: string;
  query: string;
  documents: readonly string[];
}): Promise<Record<string, [number, number][]>> {
  const python = await pythonEnvironment({
    engine: 'python-clients',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    size: '260 MB',
  });
  const { stdout } = await execa(python, [join(import.meta.dirname, 'ask.py')], {
    input: JSON.stringify(request),
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  });
  return JSON.parse(stdout) as Record<string, [number, number][]>;
}
