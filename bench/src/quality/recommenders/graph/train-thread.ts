import { parentPort, workerData } from 'node:worker_threads';
import { itemGraph, openCatalogue } from '@parlour/catalogue';
import { buildSimilar } from '@parlour/catalogue/publish';
import { defaultGraphPlan, trainGraphModel } from '@parlour/model/graph-training';
import type { GraphJob, GraphOutcome } from './in-worker.ts';

const { columns, people } = workerData as GraphJob;
const catalogue = openCatalogue(columns);
const similar = await buildSimilar(catalogue);
const { model } = await trainGraphModel({
  catalogue,
  graph: itemGraph(catalogue, similar),
  people,
  plan: defaultGraphPlan,
  seed: 1,
});
parentPort?.postMessage({ model, similar } satisfies GraphOutcome);
