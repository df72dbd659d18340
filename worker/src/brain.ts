import { expose } from 'comlink';
import { createBrain } from './brain/create-brain.ts';
import { wasmBinaries } from './brain/wasm-binaries.ts';
import { carryParlourErrors } from './errors-over-comlink.ts';
import { publicFiles } from './public-files.ts';

carryParlourErrors();
expose(createBrain({ files: publicFiles(), wasmBinaries }));
