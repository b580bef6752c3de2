import { join } from 'node:path';
import { buildPythonEnvironment } from '../../python/build-python-environment.ts';

/** The `python` that has the clients of Elasticsearch and OpenSearch. */
export async function pythonClientsOfEngines(): Promise<string> {
  return buildPythonEnvironment({
    engine: 'python-clients-of-engines',
    requirements: join(import.meta.dirname, 'clients.txt'),
    size: '36 MB',
  });
}

/** The `python` that has the client of Qdrant. */
export async function pythonClientOfQdrant(): Promise<string> {
  return buildPythonEnvironment({
    engine: 'python-client-of-qdrant',
    requirements: join(import.meta.dirname, 'qdrant.txt'),
    size: '92 MB',
  });
}

/** The `python` that has LangChain's and Haystack's stores over Elasticsearch. */
export async function pythonFrameworks(): Promise<string> {
  return buildPythonEnvironment({
    engine: 'python-frameworks',
    requirements: join(import.meta.dirname, 'frameworks.txt'),
    size: '170 MB',
  });
}

/** Gives the path of a program in Python, by its name without an ending. */
export function pythonProgram(
  name: 'ask_elasticsearch' | 'ask_opensearch' | 'ask_langchain' | 'ask_haystack' | 'ask_qdrant',
): string {
  return join(import.meta.dirname, `${name}.py`);
}
