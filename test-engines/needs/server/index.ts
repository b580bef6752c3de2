export { needs } from './needs.ts';
export { serveNeeds } from './serve-needs.ts';
