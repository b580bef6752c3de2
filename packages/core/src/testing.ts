export { scorerContract } from './scorer/scorer-contract.ts';
export { type FakeScorer, fakeScorer } from './scorer/fake-scorer.ts';
