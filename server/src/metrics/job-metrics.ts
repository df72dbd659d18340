import { Histogram, type Registry } from 'prom-client';
import { aroundTasks } from '../queue/around-tasks.ts';
import type { Tasks } from '../queue/tasks.ts';

/** The same tasks, each run timed by its name and end: `parlour_job_seconds`. */
export function measuredTasks(tasks: Tasks, registry: Registry): Tasks {
  const seconds = new Histogram({
    name: 'parlour_job_seconds',
    help: 'Time that a job of the queue ran, by task and whether it was done or failed',
    labelNames: ['task', 'outcome'] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 20, 60, 300],
    registers: [registry],
  });
  return aroundTasks(tasks, async (task, run) => {
    const stop = seconds.startTimer({ task });
    try {
      await run();
      stop({ outcome: 'done' });
    } catch (error) {
      stop({ outcome: 'failed' });
      throw error;
    }
  });
}
