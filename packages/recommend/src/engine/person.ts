import type { Catalogue } from '@parlour/catalogue';
import type { HistoryEvent } from '@parlour/wire';
import { knownRows } from '../list/known-rows.ts';
import type { History } from '../strategies/strategy.ts';
import { interactionsOf, titleHistory, type TitleHistory } from './history-from-events.ts';

/** What the engine knows of the person. */
export interface Person {
  /** Titles of the history that are in the catalogue, by row. */
  readonly titles: ReadonlyMap<number, TitleHistory>;
  readonly history: History;
  /** 1: seen or judged. 2: not for them. */
  readonly known: Uint8Array;
  add(event: HistoryEvent): void;
}

/** Events of titles that the catalogue does not have are kept out; they count again with a catalogue that has them. */
export function personOf(catalogue: Catalogue, events: Iterable<HistoryEvent>): Person {
  const byRow = new Map<number, HistoryEvent[]>();
  const titles = new Map<number, TitleHistory>();
  const known = new Uint8Array(catalogue.size);
  let history: History | undefined;
  const put = (event: HistoryEvent): number => {
    const row = event.item === undefined ? -1 : catalogue.rowOf(event.item);
    if (row < 0) return -1;
    const others = byRow.get(row);
    if (others === undefined) byRow.set(row, [event]);
    else others.push(event);
    return row;
  };
  const read = (row: number): void => {
    const its = byRow.get(row) ?? [];
    const title = titleHistory(row, catalogue.id(row), its, (all) => knownRows(all, () => row).size > 0);
    titles.set(row, title);
    known[row] = title.known ? (title.interaction.weight < 0 ? 2 : 1) : 0;
  };
  for (const event of events) put(event);
  for (const row of byRow.keys()) read(row);
  return {
    titles,
    known,
    get history() {
      history ??= interactionsOf(titles.values());
      return history;
    },
    add(event) {
      const row = put(event);
      if (row < 0) return;
      read(row);
      history = undefined;
    },
  };
}
