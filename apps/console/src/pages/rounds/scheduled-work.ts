import type { ScheduledWork } from '@parlour/wire/api';

/** One of what can be scheduled; `value` is `train`, `refresh <source>` or `round <bundle>`. */
export interface WorkChoice {
  readonly value: string;
  readonly name: string;
}

/** What a choice stands for. */
export function scheduledWork(value: string): ScheduledWork {
  const [kind, of = ''] = value.split(' ');
  if (kind === 'refresh') return { kind, source: of };
  if (kind === 'round') return { kind, bundle: of };
  return { kind: 'train' };
}
