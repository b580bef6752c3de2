import { InvalidRequestError } from '@lb-rerank/core';
import { SettingsError } from '../errors/settings-error.ts';

/** The ways in which a system refuses an address to listen on, and what to do. */
const REFUSALS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'is taken: stop what listens there, or give another --port or --metrics-port; 0 takes a free one',
  EACCES: 'may not be listened on by this user: give a --port of 1024 or above',
  EADDRNOTAVAIL: 'is no address of this machine: give one by --host, such as 127.0.0.1 or 0.0.0.0',
};

/** Throws what keeps a gateway from serving, in the words of the command line; what else went wrong stays as it is. */
export function refuseInTermsOfFlags(cause: unknown): never {
  throw inTermsOfFlags(cause);
}

function inTermsOfFlags(cause: unknown): unknown {
  if (cause instanceof InvalidRequestError && cause.argument === 'settings.keys') {
    const cure = 'give LB_RERANK_KEYS or --key-file, or serve everybody with --no-auth';
    return new SettingsError(`on an address that others reach, ${cure}`, { cause });
  }
  const {
    code = '',
    address,
    port,
  } = Object(cause) as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
  };
  const refusal = REFUSALS[code];
  if (refusal === undefined) return cause;
  return new SettingsError(`${address}:${port} ${refusal}`, { cause });
}
