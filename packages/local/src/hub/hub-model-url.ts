import { requireHttpAddress } from '@lb-rerank/core/backend';
import type { KnownModel } from './known-models.ts';

const HUB = 'https://huggingface.co';

/**
 * Gives the address of a model's file on the hub, or on the mirror that `HF_ENDPOINT` names.
 *
 * @throws InvalidRequestError when `HF_ENDPOINT` is no HTTP address, or holds a password.
 */
export function hubModelUrl(
  { repository, fileName }: KnownModel,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const hub = environment.HF_ENDPOINT || HUB;
  requireHttpAddress('HF_ENDPOINT', hub);
  return `${hub.replace(/\/$/, '')}/${repository}/resolve/main/${fileName}`;
}
