export { needs } from './needs.ts';
export { serveTestFiles } from './serve-test-files.ts';
