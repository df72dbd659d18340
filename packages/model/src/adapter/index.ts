export { type AdapterSpace, adapterSpace } from './adapter-space.ts';
export { adapterScores } from './adapter-scores.ts';
export { type LocalPlan, localUpdate } from './local-update.ts';
export { type MovingAdapter, type ServerPlan, serverStep, stillAdapter } from './server-momentum.ts';
