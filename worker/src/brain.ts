import { expose } from 'comlink';
import { createBrain } from './brain/create-brain.ts';
import { httpAggregator } from './brain/together/aggregator.ts';
import { wasmBinaries } from './brain/wasm-binaries.ts';
import { carryParlourErrors } from './errors-over-comlink.ts';
import { publicFiles } from './public-files.ts';

carryParlourErrors();
const aggregator = httpAggregator(new URL('/api/', self.location.origin).href);
const relay = new URL('/api/sync/', self.location.origin).href;
expose(createBrain({ files: publicFiles(), wasmBinaries, aggregator, relay }));
