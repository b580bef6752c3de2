import { addressToShow, messageToShow } from './address-to-show.ts';
import type { EngineDefinition } from './engine-definition.ts';
import { EngineUnavailableError } from './engine-unavailable-error.ts';
import type { Engine } from './engine.ts';

/**
 * Resolves to the engine at the address in the environment, or to undefined where the variable is unset or empty.
 *
 * An address that does not answer is an error, since someone meant that very engine.
 *
 * @throws {EngineUnavailableError} naming the variable and its address, without a password.
 */
export async function engineOfEnvironment({
  name,
  environmentVariable: variable,
  identify,
}: Pick<EngineDefinition, 'name' | 'environmentVariable' | 'identify'>): Promise<
  Engine | undefined
> {
  const address = variable === undefined ? undefined : process.env[variable];
  if (variable === undefined || address === undefined || address === '') return undefined;

  const url = address.replace(/\/+$/, '');
  const identity = await identify(url).catch((error: unknown) => {
    const shown = addressToShow(url);
    const reason = messageToShow(reasonOf(error), url);
    // The original may hold what must not be shown.
    const cause = shown === url ? error : new Error(reason);
    const problem = `${variable} names ${shown}, where none answers: ${reason}`;
    throw new EngineUnavailableError(name, [problem], [cause]);
  });
  return {
    url,
    origin: 'environment',
    description: `${identity} (${variable})`,
    stop: () => Promise.resolve(),
    kill: () => Promise.reject(new Error(`${name} of ${variable} is not ours to kill`)),
  };
}

/** Gives the message of `fetch` with that of the connection beneath, which says more. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const deeper = cause instanceof AggregateError ? cause.errors[0] : cause;
  return deeper instanceof Error ? `${error.message}, ${deeper.message}` : error.message;
}
