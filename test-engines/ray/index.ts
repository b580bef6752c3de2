export { rayDataJob, rayDataJobTests } from './ray-data-job.ts';
export { rayPython } from './ray-python.ts';
