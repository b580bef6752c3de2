export { scorerContract } from './scorer/scorer-contract.ts';
export { type FakeScorer, fakeScorer } from './scorer/fake-scorer.ts';
export { type Exchange, sendJson, serveFaults } from './vllm/__fixtures__/faulty-server.ts';
export { soundAnswer } from './vllm/__fixtures__/sound-answer.ts';
