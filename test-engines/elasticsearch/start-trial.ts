import type { Client } from '@elastic/elasticsearch';

/** Gives a test server the licence for inference, which the basic one lacks; a server that has had it says 403. */
export async function startTrial(client: Client): Promise<void> {
  await client.license.postStartTrial({ acknowledge: true }, { ignore: [403] });
}
