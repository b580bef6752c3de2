import { describeWith } from '@lb-rerank/test-engines/needs';
import { describeClient, SEARCHES } from '../../expectations/describe-client.ts';

const RUST = 'rust client of Elasticsearch';

describeWith('a proxy, asked from Rust', ['elasticsearch', RUST], (needs) => {
  const command = () => [needs[RUST]] as const;
  const node = needs.elasticsearch;
  const client = { engine: 'elasticsearch', node, command, searches: SEARCHES } as const;
  describeClient('the crate elasticsearch', client);
  describeClient('the crate elasticsearch, compressed', { ...client, isCompressed: true });
});
