export { startLitellm } from './start-litellm.ts';
