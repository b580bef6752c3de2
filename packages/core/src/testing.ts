export { scorerContract } from './scorer/scorer-contract.ts';
