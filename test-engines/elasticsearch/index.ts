export { elasticsearch } from './elasticsearch.ts';
export { ELASTICSEARCH_IMAGE } from './start-elasticsearch-container.ts';
export { startTrial } from './start-trial.ts';
