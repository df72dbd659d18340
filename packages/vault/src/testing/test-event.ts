import type { HistoryEvent } from '@parlour/wire';

export const testEvent = (id: string | number, more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  id: String(id),
  kind: 'completion',
  title: { name: `Title of ${id}` },
  at: 1_600_000_000_000,
  source: 'test',
  ...more,
});
export const testEvents = (count: number, more: Partial<HistoryEvent> = {}): HistoryEvent[] =>
  Array.from({ length: count }, (_, i) => testEvent(`e${i}`, more));
