import type { HistoryEvent } from '@parlour/wire';

export const testEvent = (id: string, at: number, more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  id,
  kind: 'completion',
  item: `item-${id}`,
  at,
  source: 'viewer',
  ...more,
});
