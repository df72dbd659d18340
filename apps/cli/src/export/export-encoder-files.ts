import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { featureVersion } from '@parlour/catalogue';
import { writeAtomically } from '@parlour/catalogue/publish';
import { catalogueInput, decodeGraphEncoder, embed, type GraphEncoder } from '@parlour/model/graph-training';
import {
  encodeOnnxTensor,
  encoderInputNames,
  encoderOutputName,
  encoderTensors,
  exportEncoder,
  opsetVersion,
} from '@parlour/model/onnx';
import { ParlourError } from '@parlour/wire';
import { encoderPath } from '../catalogue/embeddings-for.ts';
import { keptFile } from '../catalogue/kept-file.ts';
import { openDataFolder } from '../data-folder.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { openPublished } from '../train/open-published.ts';

export interface ExportOptions {
  readonly onnx: string;
  readonly encoder?: string;
  readonly data?: string;
  readonly example?: string;
  readonly catalogue?: string;
}

interface Written {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Writes the graph encoder as ONNX, and an example of it.
 *
 * @throws ParlourError `model/no-encoder`, `model/useless-encoder`, `model/unwritable-file`, `train/no-snapshot`
 */
export async function exportEncoderFiles({ onnx, example, ...options }: ExportOptions): Promise<void> {
  const encoder = await readEncoder(options.encoder ?? encoderPath(await openDataFolder(options.data)));
  const written = [await write(onnx, exportEncoder(encoder))];
  if (example !== undefined) {
    const snapshot = options.catalogue ?? (await openDataFolder(options.data)).publicCatalogue;
    written.push(...(await writeExample(encoder, snapshot, example)));
  }
  printJson({ encoder: encoder.name, opset: opsetVersion, features: featureVersion, written });
}

async function readEncoder(path: string): Promise<GraphEncoder> {
  const bytes = await keptFile(path).catch((cause: unknown) => Promise.reject(noEncoder(path, cause)));
  if (bytes === undefined) throw noEncoder(path);
  try {
    return decodeGraphEncoder(bytes, featureVersion);
  } catch (cause) {
    throw cause instanceof ParlourError ? uselessEncoder(path, cause) : cause;
  }
}

/** What goes in of a snapshot's titles and what we make of it, as ONNX keeps test data. */
async function writeExample(encoder: GraphEncoder, snapshot: string, folder: string): Promise<Written[]> {
  const { catalogue, graph } = await openPublished(snapshot);
  say(`Embedding ${catalogue.size} titles for the example.`);
  const input = catalogueInput(encoder, catalogue, graph);
  const tensors = encoderTensors(input);
  const written: Written[] = [];
  for (const [at, name] of encoderInputNames.entries())
    written.push(await write(join(folder, `input_${at}.pb`), encodeOnnxTensor(tensors[name])));
  const values = Float32Array.from(embed(encoder.parameters, input));
  const output = { name: encoderOutputName, dims: [catalogue.size, values.length / catalogue.size], values };
  return [...written, await write(join(folder, 'output_0.pb'), encodeOnnxTensor(output))];
}

async function write(path: string, bytes: Uint8Array): Promise<Written> {
  const file = resolve(path);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeAtomically(file, bytes);
  } catch (cause) {
    throw unwritable(path, cause);
  }
  return { file, bytes: bytes.length };
}

const noEncoder = (path: string, cause?: unknown): ParlourError =>
  new ParlourError(
    'model/no-encoder',
    {
      message: `There is no graph encoder at ${path} that can be read.`,
      meaning: 'Nothing was exported.',
      mend: 'Name the file that parlour train graph wrote by --encoder, or the data folder that keeps one by --data.',
    },
    { cause },
  );

const uselessEncoder = (path: string, cause: ParlourError): ParlourError =>
  new ParlourError(
    'model/useless-encoder',
    {
      message: `${path} is no graph encoder that this version can use (${cause.code}).`,
      meaning: 'Nothing was exported.',
      mend: 'Name another by --encoder, or train one anew with: npx parlour train graph',
    },
    { cause },
  );

const unwritable = (path: string, cause: unknown): ParlourError =>
  new ParlourError(
    'model/unwritable-file',
    {
      message: `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      meaning: 'What was to be exported is not there, or not all of it; the encoder itself is as it was.',
      mend: 'Name a file in a folder that this user may write to.',
    },
    { cause },
  );
