import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry with what Node tells of the process itself: CPU, memory, event loop, garbage collection. One a process. */
export function processRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
