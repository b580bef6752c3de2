export { lengthContract } from './testing/length-contract.ts';
export { scorerContract } from './testing/scorer-contract.ts';
export { type FakeScorer, fakeScorer } from './testing/fake-scorer.ts';
export { type Exchange, sendJson, serveFaults } from './testing/serve-faults.ts';
export { soundAnswer } from './testing/sound-answer.ts';
