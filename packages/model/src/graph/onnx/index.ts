export { encodeOnnxTensor, opsetVersion } from './encode-onnx.ts';
export {
  encoderInputNames,
  encoderOutputName,
  encoderTensors,
  type EncoderTensors,
  neighbourColumns,
} from './encoder-tensors.ts';
export { exportEncoder } from './export-encoder.ts';
export type { OnnxTensor } from './onnx-model.ts';
