import { Command } from 'commander';
import type { ExportOptions } from '../export/export-encoder-files.ts';

/** Loads what it needs only now: no other command writes protocol buffers. */
async function exportModel(options: ExportOptions): Promise<void> {
  const { exportEncoderFiles } = await import('../export/export-encoder-files.ts');
  await exportEncoderFiles(options);
}

/** `parlour model export`: the graph encoder for other runtimes. */
export function modelExportCommand(): Command {
  return new Command('export')
    .description('write the graph encoder as ONNX, for other runtimes')
    .requiredOption('--onnx <file>', 'where to write it')
    .option('--encoder <file>', 'that parlour train graph wrote (default: the one in the data folder)')
    .option('--data <folder>', 'data folder (default: PARLOUR_DATA, else .parlour)')
    .option('--example <folder>', "write the published titles' inputs and embeddings there, too")
    .option('--catalogue <folder>', "snapshot of the example's titles (default: the one in the data folder)")
    .action(exportModel);
}
