import { describeWith } from '@lb-rerank/test-engines/needs';
import { javaCommand } from '@lb-rerank/test-engines/proxy-clients';
import { describeClient, SEARCHES } from '../../expectations/describe-client.ts';

const JAVA = 'java client of Elasticsearch';

describeWith('a proxy, asked from Java', ['elasticsearch', JAVA], (needs) => {
  const client = {
    engine: 'elasticsearch',
    node: needs.elasticsearch,
    command: () => javaCommand(needs[JAVA]),
    searches: { ...SEARCHES, 'with aggregations': SEARCHES.search },
  } as const;
  describeClient('elasticsearch-java', client);
  describeClient('elasticsearch-java, compressed', { ...client, isCompressed: true });
  describeClient('elasticsearch-java, without marks', { ...client, marks: false });
});
