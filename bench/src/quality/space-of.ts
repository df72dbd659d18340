import { compactFeatures, type ItemSpace, itemSpace } from '@parlour/recommend';
import type { Task } from './task.ts';

const made = new WeakMap<object, ItemSpace>();

/** The content space of the task's catalogue, made once. */
export function spaceOf(task: Task): ItemSpace {
  const known = made.get(task.catalogue) ?? itemSpace(compactFeatures(task.features()));
  made.set(task.catalogue, known);
  return known;
}
