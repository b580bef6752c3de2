export { startPrometheus } from './start-prometheus.ts';
