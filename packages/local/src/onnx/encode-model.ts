import protobuf from 'protobufjs';

/** The part of ONNX's format that is written here (source: onnx.proto3 of ONNX 1.23). */
const SCHEMA = `
  syntax = "proto3";
  message Attribute { string name = 1; float f = 2; int64 i = 3; int32 type = 20; }
  message Node {
    repeated string input = 1; repeated string output = 2; string name = 3;
    string op_type = 4; repeated Attribute attribute = 5; string domain = 7;
  }
  message Entry { string key = 1; string value = 2; }
  message Tensor {
    repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9;
    repeated Entry external_data = 13; int32 data_location = 14;
  }
  message Dimension { oneof value { int64 dim_value = 1; string dim_param = 2; } }
  message Shape { repeated Dimension dim = 1; }
  message TensorType { int32 elem_type = 1; Shape shape = 2; }
  message Type { TensorType tensor_type = 1; }
  message ValueInfo { string name = 1; Type type = 2; }
  message Graph {
    repeated Node node = 1; string name = 2; repeated Tensor initializer = 5;
    repeated ValueInfo input = 11; repeated ValueInfo output = 12;
  }
  message OperatorSet { string domain = 1; int64 version = 2; }
  message Model {
    int64 ir_version = 1; string producer_name = 2; Graph graph = 7; repeated OperatorSet opset_import = 8;
  }
`;
const FLOAT_ATTRIBUTE = 1;
const INT_ATTRIBUTE = 2;

/** The element types of ONNX's tensors, by their numbers there. */
const ELEMENT = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export type ElementType = keyof typeof ELEMENT;

/** An operator of a graph. */
export interface OnnxNode {
  readonly operator: string;
  readonly domain?: string | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly integers?: Readonly<Record<string, number>> | undefined;
  readonly floats?: Readonly<Record<string, number>> | undefined;
}

/** A constant of a graph, in the model's file or in one beside it. */
export interface OnnxConstant {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly data: Uint8Array | { readonly file: string; readonly offset: number; length: number };
}

/** An input or output; a named size is free. */
export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
}

/** All that a model's file says. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** Encodes a graph as an ONNX file that names its operators as of opset 21 and of ONNX Runtime's own. */
export function encodeModel(graph: OnnxGraph): Uint8Array {
  const model = protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType('Model');
  return model
    .encode(
      model.fromObject({
        ir_version: 10,
        producer_name: 'lb-rerank',
        opset_import: [
          { domain: '', version: 21 },
          { domain: 'com.microsoft', version: 1 },
        ],
        graph: {
          name: 'lb-reranker',
          node: graph.nodes.map(nodeOf),
          initializer: graph.constants.map(tensorOf),
          input: graph.inputs.map(valueOf),
          output: graph.outputs.map(valueOf),
        },
      }),
    )
    .finish();
}

function nodeOf({ operator, domain, inputs, outputs, integers = {}, floats = {} }: OnnxNode) {
  return {
    op_type: operator,
    name: outputs.find((name) => name !== ''),
    domain,
    input: inputs,
    output: outputs,
    attribute: [
      ...Object.entries(integers).map(([name, i]) => ({ name, i, type: INT_ATTRIBUTE })),
      ...Object.entries(floats).map(([name, f]) => ({ name, f, type: FLOAT_ATTRIBUTE })),
    ],
  };
}

function tensorOf({ name, type, shape, data }: OnnxConstant) {
  const tensor = { name, data_type: ELEMENT[type], dims: shape };
  if (data instanceof Uint8Array) return { ...tensor, raw_data: data };
  const { file, offset, length } = data;
  const place = { location: file, offset: `${offset}`, length: `${length}` };
  const entries = Object.entries(place).map(([key, value]) => ({ key, value }));
  return { ...tensor, data_location: 1, external_data: entries };
}

function valueOf({ name, type, shape }: OnnxValue) {
  const dim = shape.map((size) =>
    typeof size === 'number' ? { dim_value: size } : { dim_param: size },
  );
  return { name, type: { tensor_type: { elem_type: ELEMENT[type], shape: { dim } } } };
}
