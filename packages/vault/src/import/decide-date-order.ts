import type { DateOrder, ImportQuestion } from './import-model.ts';
import { dateInOrder, readDate, type WrittenDate } from './read-date.ts';

export interface DateColumn {
  /** Unix milliseconds; undefined where the cell is no date. Days without a time are at noon UTC. */
  readonly at: (cell: string) => number | undefined;
}

export interface DateOrderHints {
  readonly now: number;
  readonly answer?: DateOrder | undefined;
  /** Unix milliseconds: nothing can have happened earlier. */
  readonly earliest?: number;
  /** The service lists newest first. */
  readonly newestFirst?: boolean;
  /** A convention of the service, taken where nothing else decides. */
  readonly otherwise?: DateOrder;
}

const orders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

/**
 * Finds the order of day, month and year that a whole column was written in.
 *
 * Orders are struck out, in this turn: those in which fewer cells are dates than in the best; with more dates in the future; where
 * day and year are told apart only by which varies more; month-day-year with dots, which no locale of CLDR writes; those in which
 * a list that is newest first would not be. Where more than one is left and they disagree, the person is asked.
 */
export function decideDateOrder(
  cells: readonly string[],
  hints: DateOrderHints,
): DateColumn | ImportQuestion {
  const written = new Map<string, WrittenDate>();
  for (const cell of cells) {
    if (written.has(cell)) continue;
    const date = readDate(cell);
    if (date !== undefined) written.set(cell, date);
  }
  const column = (order: DateOrder): DateColumn => ({
    at: (cell) => {
      const date = written.get(cell);
      return date === undefined ? undefined : dateInOrder(date, order, hints.now);
    },
  });
  if (hints.answer !== undefined) return column(hints.answer);
  const open = [...written].filter(([, date]) => 'numbers' in date);
  if (open.length === 0) return column('dmy');

  const readings = orders.map((order) => new Reading(order, cells, open, written, hints));
  const left = strikeOut(readings, hints);
  const [first] = left;
  if (first === undefined || left.every((reading) => reading.agreesWith(first)))
    return column(first?.order ?? 'dmy');
  if (hints.otherwise !== undefined && left.some(({ order }) => order === hints.otherwise))
    return column(hints.otherwise);
  const disputed = open
    .map(([cell]) => cell)
    .filter((cell) => new Set(left.map((reading) => reading.times.get(cell))).size > 1);
  return { kind: 'date-order', examples: disputed.slice(0, 5), orders: left.map(({ order }) => order) };
}

/** The column as read in one order. */
class Reading {
  readonly order: DateOrder;
  readonly times = new Map<string, number>();
  readonly future: number;
  readonly daysVaryLessThanYears: boolean;
  /** Neighbours that fall, and that rise, in time. */
  readonly falls: number;
  readonly rises: number;
  readonly dotted: boolean;
  readonly shortYears: boolean;

  constructor(
    order: DateOrder,
    cells: readonly string[],
    open: readonly (readonly [string, WrittenDate])[],
    written: ReadonlyMap<string, WrittenDate>,
    hints: DateOrderHints,
  ) {
    this.order = order;
    const days = new Set<number>();
    const years = new Set<number>();
    for (const [cell, date] of open) {
      const at = dateInOrder(date, order, hints.now);
      if (at === undefined || at < (hints.earliest ?? Number.NEGATIVE_INFINITY)) continue;
      this.times.set(cell, at);
      days.add(new Date(at).getUTCDate());
      years.add(new Date(at).getUTCFullYear());
    }
    this.future = [...this.times.values()].filter((at) => at > hints.now + 2 * 86_400_000).length;
    this.daysVaryLessThanYears = days.size < years.size;
    this.dotted = open.every(([, date]) => 'dotted' in date && date.dotted);
    this.shortYears = open.some(([, date]) => 'shortYear' in date && date.shortYear);
    let before: number | undefined;
    let falls = 0;
    let rises = 0;
    for (const cell of cells) {
      const date = written.get(cell);
      const at = this.times.get(cell) ?? (date !== undefined && 'at' in date ? date.at : undefined);
      if (at === undefined) continue;
      if (before !== undefined && at < before) falls++;
      if (before !== undefined && at > before) rises++;
      before = at;
    }
    this.falls = falls;
    this.rises = rises;
  }

  agreesWith(other: Reading): boolean {
    return (
      this.times.size === other.times.size &&
      [...this.times].every(([cell, at]) => other.times.get(cell) === at)
    );
  }
}

function strikeOut(readings: readonly Reading[], hints: DateOrderHints): readonly Reading[] {
  let left = keepLeast(readings, ({ times }) => -times.size);
  left = keepLeast(left, ({ future }) => future);
  left = prefer(
    left,
    ({ order, daysVaryLessThanYears, shortYears }) =>
      !(shortYears && order === 'ymd' && daysVaryLessThanYears),
  );
  left = prefer(left, ({ order, dotted }) => !(order === 'mdy' && dotted));
  if (hints.newestFirst === true) {
    // Three days or more in perfect order are no accident; two may be.
    const inOrder = left.filter(({ falls, rises }) => rises === 0 && falls >= 2);
    if (inOrder.length > 0) left = inOrder;
  }
  return left;
}

function keepLeast(readings: readonly Reading[], measure: (reading: Reading) => number): readonly Reading[] {
  const least = Math.min(...readings.map(measure));
  return readings.filter((reading) => measure(reading) === least);
}

function prefer(readings: readonly Reading[], keep: (reading: Reading) => boolean): readonly Reading[] {
  const kept = readings.filter(keep);
  return kept.length > 0 ? kept : readings;
}
