export { GOLDEN_PAIRS } from '@lb-rerank/core/backend';
