import { describeWith } from '@lb-rerank/test-engines/needs';
import { pythonProgram } from '@lb-rerank/test-engines/proxy-clients';
import { describe } from 'vitest';
import { describeClient, SEARCHES } from '../../expectations/describe-client.ts';

const searches = {
  ...SEARCHES,
  'scan helper': SEARCHES.scroll,
  DSL: SEARCHES.search,
};

describe.each([[false], [true]])('compressed: %s', (isCompressed) => {
  const form = isCompressed ? 'compressed' : 'plain';

  describeWith(
    'a proxy, asked from Python',
    ['elasticsearch', 'python clients of engines'],
    (needs) => {
      const command = () =>
        [needs['python clients of engines'], pythonProgram('ask_elasticsearch')] as const;
      const client = {
        engine: 'elasticsearch',
        node: needs.elasticsearch,
        command,
        searches,
      } as const;
      describeClient(`elasticsearch, ${form}`, { ...client, isCompressed });
    },
  );

  describeWith(
    'a proxy, asked from Python',
    ['opensearch', 'python clients of engines'],
    (needs) => {
      const command = () =>
        [needs['python clients of engines'], pythonProgram('ask_opensearch')] as const;
      const client = { engine: 'opensearch', node: needs.opensearch, command, searches } as const;
      describeClient(`opensearch-py, ${form}`, { ...client, isCompressed });
    },
  );
});
