import { cohereV1 } from '../cohere-v1.ts';
import { cohereV2 } from '../cohere-v2.ts';
import type { Dialect } from '../shared/dialect.ts';
import { dashscope } from '../dashscope.ts';
import { infinity } from '../infinity.ts';
import { jina } from '../jina.ts';
import { llamaCpp } from '../llama-cpp.ts';
import { mixedbread } from '../mixedbread.ts';
import { nvidia } from '../nvidia.ts';
import { tei } from '../tei.ts';
import { vllmRerank } from '../vllm-rerank.ts';
import { vllmScore } from '../vllm-score.ts';
import { voyage } from '../voyage.ts';
import { weaviate } from '../weaviate.ts';

/**
 * Every dialect that the gateway speaks. On a path that several share, the last one takes what no other claims: Jina on
 * `/v1/rerank`, Cohere on `/v2/rerank`, vLLM on `/rerank`, llama.cpp on `/reranking`.
 */
export const DIALECTS: readonly Dialect[] = [
  tei,
  weaviate,
  voyage,
  infinity,
  mixedbread,
  nvidia,
  dashscope,
  cohereV1,
  vllmRerank,
  cohereV2,
  llamaCpp,
  vllmScore,
  jina,
];
