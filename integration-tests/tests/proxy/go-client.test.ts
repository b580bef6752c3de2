import { describeWith } from '@lb-rerank/test-engines/needs';
import { describeClient, SEARCHES } from '../../expectations/describe-client.ts';

const GO = 'go client of Elasticsearch';

describeWith('a proxy, asked from Go', ['elasticsearch', GO], (needs) => {
  const client = {
    engine: 'elasticsearch',
    node: needs.elasticsearch,
    command: () => [needs[GO]] as const,
    searches: {
      ...SEARCHES,
      'typed search': SEARCHES.search,
      'typed page': SEARCHES.page,
      'typed, with aggregations': SEARCHES.search,
    },
  } as const;
  describeClient('go-elasticsearch', client);
  describeClient('go-elasticsearch, compressed', { ...client, isCompressed: true });
  describeClient('go-elasticsearch, without marks', { ...client, marks: false });
});
