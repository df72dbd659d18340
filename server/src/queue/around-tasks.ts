import type { TaskName, TaskPayloads, Tasks } from './tasks.ts';

/** The same tasks, each run inside `around`, which must call `run` once and let its failure through. */
export function aroundTasks(
  tasks: Tasks,
  around: (name: TaskName, run: () => Promise<void>) => Promise<void>,
): Tasks {
  const wrap =
    <Name extends TaskName>(name: Name) =>
    (payload: TaskPayloads[Name]) =>
      around(name, () => tasks[name](payload));
  const names = Object.keys(tasks) as TaskName[];
  return Object.fromEntries(names.map((name) => [name, wrap(name)])) as Tasks;
}
