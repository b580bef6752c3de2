export { startLlamaServer } from './start-llama-server.ts';
