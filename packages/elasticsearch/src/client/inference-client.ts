import type { estypes } from '@elastic/elasticsearch';

/** The subset of @elastic/elasticsearch's Client that registers inference endpoints. */
export interface InferenceClient {
  readonly inference: {
    put(params: estypes.InferencePutRequest): Promise<estypes.InferenceInferenceEndpointInfo>;
    delete(params: estypes.InferenceDeleteRequest): Promise<unknown>;
  };
}
