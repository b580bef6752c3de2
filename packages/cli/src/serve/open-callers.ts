import { resolve } from 'node:path';
import { InvalidRequestError } from '@lb-rerank/core';
import {
  type ApiKey,
  type GatewaySettings,
  keysOfEnvironment,
  watchKeyFile,
} from '@lb-rerank/gateway';
import type { Logger } from 'pino';
import { variableOf } from '../settings/setting-names.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { CommandContext } from '../terminal/command-context.ts';

/** The callers that a gateway knows, until this is disposed. */
export interface Callers extends AsyncDisposable {
  readonly keys: NonNullable<GatewaySettings['keys']>;
}

/**
 * Reads the callers of the environment and of the key file, and the latter again when it changes.
 *
 * @param logger is told of each change, and of what cannot be used.
 * @throws InvalidRequestError when a key, or the file of keys, cannot be used.
 */
export async function openCallers(
  settings: Settings,
  { folder }: Pick<CommandContext, 'folder'>,
  logger: Pick<Logger, 'info' | 'warn' | 'error'>,
): Promise<Callers> {
  const { keyFile, keys: listed = '' } = settings;
  const ofEnvironment = listedKeys(listed);
  if (keyFile === undefined) {
    if (settings.keys !== undefined) requireAny('keys', ofEnvironment, settings);
    return { keys: ofEnvironment, [Symbol.asyncDispose]: async () => {} };
  }
  const path = resolve(folder, keyFile);
  const file = await watchKeyFile(path, {
    onChange(ofFile) {
      callers = [...ofFile, ...ofEnvironment];
      const names = [...new Set(callers.map(({ name }) => name))];
      if (callers.length > 0) logger.info({ keys: names }, 'keys read again');
      else logger.warn('the key file holds no key any more: nobody is let in');
    },
    onProblem({ message: reason }) {
      logger.error({ reason }, 'the key file cannot be used; the keys from before stay');
    },
  }).catch((error: unknown) => {
    throw isMissing(error) ? missingKeyFile(keyFile, error) : error;
  });
  let callers: readonly ApiKey[] = [...file.keys, ...ofEnvironment];
  try {
    requireAny(`key file ${keyFile}`, callers, settings);
  } catch (error) {
    await file[Symbol.asyncDispose]();
    throw error;
  }
  return { keys: () => callers, [Symbol.asyncDispose]: () => file[Symbol.asyncDispose]() };
}

/** Reads the keys of the setting `keys`, which messages name by its variable. @throws InvalidRequestError. */
function listedKeys(listed: string): ApiKey[] {
  try {
    return keysOfEnvironment(listed);
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    const place = `${variableOf('keys')}: ${error.argument}`;
    throw new InvalidRequestError(place, error.problem, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.cause as NodeJS.ErrnoException)?.code === 'ENOENT';
}

function missingKeyFile(keyFile: string, cause: unknown): InvalidRequestError {
  const problem = 'does not exist; `lb-rerank key add <name>` makes it, with a first key';
  return new InvalidRequestError(`key file ${keyFile}`, problem, { cause });
}

/** Refuses to begin with no key where some are meant. @throws InvalidRequestError. */
function requireAny(where: string, callers: readonly ApiKey[], { auth }: Settings): void {
  if (callers.length > 0 || auth === false) return;
  const problem =
    'holds no key, and would let nobody in: add one by `lb-rerank key add`, or say --no-auth';
  throw new InvalidRequestError(where, problem);
}
