import { elasticsearch } from '../elasticsearch.ts';
import { opensearch } from '../opensearch.ts';
import { pythonClients } from '../python-clients/python-clients.ts';
import { qdrant } from '../qdrant.ts';
import { rayPython } from '../ray/ray-python.ts';
import { meet } from '../requirements/meet.ts';
import { requirements } from '../requirements/requirements.ts';
import { vllm } from '../vllm.ts';
import { vllmPython } from '../vllm/vllm-python.ts';
import { shippingPython } from '../../shipping/shipping-python.ts';
import { type Need, requirement, setUp, sharedEngine } from './need.ts';

/** Everything that test files ask for, in the order in which a whole run prepares it: what takes longest is first. */
export const needs = {
  vllm: sharedEngine(vllm()),
  elasticsearch: sharedEngine(elasticsearch()),
  qdrant: sharedEngine(qdrant()),
  opensearch: sharedEngine(opensearch()),
  'vllm classify': sharedEngine(vllm({ serving: 'classify' })),
  'bash-completion': requirement(requirements.bashCompletion),
  chromium: requirement(requirements.chromium),
  curl: requirement(requirements.curl),
  prometheus: requirement(requirements.prometheus),
  promtool: requirement(requirements.promtool),
  // Each test starts its own, to kill it.
  redis: requirement(requirements.redis),
  'python clients': setUp(pythonClients),
  'ray python': setUp(rayPython),
  'shipping python': setUp(shippingPython),
  'vllm python': setUp(async () => {
    await meet(requirements.numaLibrary);
    return vllmPython();
  }),
} satisfies Record<string, Need>;

/** The name of something that test files ask for. */
export type NeedName = keyof typeof needs;
