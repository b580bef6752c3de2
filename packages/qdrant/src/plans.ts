export { isBatch, type GroupsRequest, type PointsRequest } from './call/requests.ts';
export { planGroups } from './groups/plan-groups.ts';
export { rerankGroups } from './groups/rerank-groups.ts';
export { answerPoints, type UnrankedPoint } from './points/answer-points.ts';
export { findPoints } from './points/find-points.ts';
export { planPoints } from './points/plan-points.ts';
export type { RankedPoint } from './points/reranked-points.ts';
export { embedTexts, type EmbeddingCall } from './retriever/embed-texts.ts';
