import { describeWith } from '@lb-rerank/test-engines/needs';
import { typescriptProgram } from '@lb-rerank/test-engines/proxy-clients';
import { describeClient, SEARCHES } from '../../expectations/describe-client.ts';

describeWith('a proxy, asked from TypeScript', ['elasticsearch'], ({ elasticsearch }) => {
  const searches = {
    ...SEARCHES,
    'msearch helper 1': SEARCHES['msearch 1'],
    'msearch helper 2': SEARCHES['msearch 2'],
    'scroll helper': SEARCHES.scroll,
  };
  const command = () => [process.execPath, typescriptProgram()] as const;
  const client = { engine: 'elasticsearch', node: elasticsearch, command, searches } as const;
  describeClient('@elastic/elasticsearch', client);
  describeClient('@elastic/elasticsearch, compressed', { ...client, isCompressed: true });
});
