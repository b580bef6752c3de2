/** Runs an example by name, with the engine it needs: `run-example.ts elasticsearch|qdrant|local|minisearch`, or another program beside it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { elasticsearch } from '@lb-rerank/test-engines/elasticsearch';
import {
  type EngineDefinition,
  EngineUnavailableError,
  resolveEngine,
} from '@lb-rerank/test-engines/machinery';
import { qdrant } from '@lb-rerank/test-engines/qdrant';

const ENGINES: Record<string, EngineDefinition> = {
  elasticsearch: elasticsearch(),
  qdrant: qdrant(),
};

const [name = '', program = name] = process.argv.slice(2);
const example = join(import.meta.dirname, '..', 'examples', name, `${program}.ts`);
if (!existsSync(example)) {
  console.error(
    'Usage: pnpm example elasticsearch | qdrant [retriever | rag] | local | minisearch',
  );
  process.exit(2);
}
const definition = ENGINES[name];
const engine =
  definition &&
  (await resolveEngine(definition).catch((error: unknown) => {
    if (!(error instanceof EngineUnavailableError)) throw error;
    console.error(error.message);
    process.exit(1);
  }));
try {
  const { exitCode } = await execa(process.execPath, [example], {
    stdio: 'inherit',
    reject: false,
    env:
      engine && definition.environmentVariable
        ? { [definition.environmentVariable]: engine.url }
        : {},
  });
  process.exitCode = exitCode ?? 1;
} finally {
  await engine?.stop();
}
