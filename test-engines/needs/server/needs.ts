import { elasticsearch } from '../../elasticsearch/index.ts';
import { javaClients } from '../../java-clients/index.ts';
import { installOpensearchPlugins, opensearch } from '../../opensearch/index.ts';
import { pythonClients } from '../../python-clients/index.ts';
import {
  goProgram,
  javaClientOfElasticsearch,
  pythonClientOfQdrant,
  pythonClientsOfEngines,
  pythonFrameworks,
  rustProgram,
} from '../../proxy-clients/index.ts';
import { qdrant } from '../../qdrant/index.ts';
import { rayPython } from '../../ray/index.ts';
import { redis } from '../../redis/index.ts';
import { requirements } from '../../requirements/index.ts';
import { shippingPython } from '../../shipping-python/index.ts';
import { toxiproxy } from '../../toxiproxy/index.ts';
import { meetVllmRequirements, vllm, vllmPython } from '../../vllm/index.ts';
import { type Need, ownEngine, requirement, setUp, sharedEngine } from './need.ts';

/** Everything that test files ask for, in the order in which a whole run prepares it: what takes longest is first. */
export const needs = {
  vllm: sharedEngine(vllm()),
  elasticsearch: sharedEngine(elasticsearch()),
  qdrant: sharedEngine(qdrant()),
  opensearch: sharedEngine(opensearch()),
  toxiproxy: sharedEngine(toxiproxy()),
  'vllm classify': sharedEngine(vllm({ serving: 'classify' })),
  bash: requirement(requirements.bash),
  'bash-completion': requirement(requirements.bashCompletion),
  chromium: requirement(requirements.chromium),
  curl: requirement(requirements.curl),
  prometheus: requirement(requirements.prometheus),
  promtool: requirement(requirements.promtool),
  // Each test starts its own, to kill it.
  redis: ownEngine(redis(), requirements.redis),
  'go client of Elasticsearch': setUp(goProgram),
  'java clients': setUp(javaClients),
  'java client of Elasticsearch': setUp(javaClientOfElasticsearch),
  // Whoever needs them starts an OpenSearch with them.
  'opensearch plugins': setUp(installOpensearchPlugins),
  'python clients': setUp(pythonClients),
  'python client of Qdrant': setUp(pythonClientOfQdrant),
  'python clients of engines': setUp(pythonClientsOfEngines),
  'python frameworks': setUp(pythonFrameworks),
  'ray python': setUp(async () => {
    await meetVllmRequirements();
    return rayPython();
  }),
  'rust client of Elasticsearch': setUp(rustProgram),
  'shipping python': setUp(shippingPython),
  'vllm python': setUp(async () => {
    await meetVllmRequirements();
    return vllmPython();
  }),
} satisfies Record<string, Need>;

/** The name of something that test files ask for. */
export type NeedName = keyof typeof needs;
