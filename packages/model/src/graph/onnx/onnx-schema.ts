import protobuf from 'protobufjs';

const optional = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id });

/**
 * The messages of ONNX that a model of one graph needs, with the field numbers of the public onnx.proto (github.com/onnx/onnx, IR
 * version 8). Names are camel-cased; the bytes know none.
 */
export const onnxSchema = protobuf.Root.fromJSON({
  nested: {
    ModelProto: {
      fields: {
        irVersion: optional('int64', 1),
        producerName: optional('string', 2),
        producerVersion: optional('string', 3),
        domain: optional('string', 4),
        modelVersion: optional('int64', 5),
        docString: optional('string', 6),
        graph: optional('GraphProto', 7),
        opsetImport: repeated('OperatorSetIdProto', 8),
        metadataProps: repeated('StringStringEntryProto', 14),
      },
    },
    OperatorSetIdProto: { fields: { domain: optional('string', 1), version: optional('int64', 2) } },
    StringStringEntryProto: { fields: { key: optional('string', 1), value: optional('string', 2) } },
    GraphProto: {
      fields: {
        node: repeated('NodeProto', 1),
        name: optional('string', 2),
        initializer: repeated('TensorProto', 5),
        docString: optional('string', 10),
        input: repeated('ValueInfoProto', 11),
        output: repeated('ValueInfoProto', 12),
      },
    },
    NodeProto: {
      fields: {
        input: repeated('string', 1),
        output: repeated('string', 2),
        name: optional('string', 3),
        opType: optional('string', 4),
        attribute: repeated('AttributeProto', 5),
      },
    },
    AttributeProto: {
      fields: {
        name: optional('string', 1),
        f: optional('float', 2),
        i: optional('int64', 3),
        ints: repeated('int64', 8),
        type: optional('int32', 20),
      },
    },
    TensorProto: {
      fields: {
        dims: repeated('int64', 1),
        dataType: optional('int32', 2),
        name: optional('string', 8),
        rawData: optional('bytes', 9),
      },
    },
    ValueInfoProto: {
      fields: {
        name: optional('string', 1),
        type: optional('TypeProto', 2),
        docString: optional('string', 3),
      },
    },
    TypeProto: { fields: { tensorType: optional('TensorTypeProto', 1) } },
    TensorTypeProto: {
      fields: { elemType: optional('int32', 1), shape: optional('TensorShapeProto', 2) },
    },
    TensorShapeProto: { fields: { dim: repeated('DimensionProto', 1) } },
    DimensionProto: {
      fields: { dimValue: optional('int64', 1), dimParam: optional('string', 2) },
    },
  },
});
