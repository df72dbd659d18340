import type { Item } from '@parlour/wire';
import { idKeys } from '../merge/compare-titles.ts';
import { foldName } from '../words/fold-name.ts';
import { typeClass } from '../words/type-class.ts';

type Columns = Omit<Item, 'id'>;

/** Finds entries that may be the same title: by ids of other catalogues and by names. Entries are numbers. */
export class TitleIndex {
  readonly #places = new Map<string, number | number[]>();
  /** An item is first looked for and then added: its keys are made once. */
  #last: { readonly item: Columns; readonly ids: string[]; readonly names: string[] } | undefined;

  add(item: Columns, entry: number): void {
    const { ids, names } = this.#keys(item);
    for (const key of [...ids, ...names]) {
      const before = this.#places.get(key);
      if (before === undefined) this.#places.set(key, entry);
      else if (typeof before === 'number' ? before === entry : before.includes(entry)) continue;
      else if (typeof before === 'number') this.#places.set(key, [before, entry]);
      else before.push(entry);
    }
  }

  byIds(item: Columns): number[] {
    return this.#find(this.#keys(item).ids);
  }

  byNames(item: Columns): number[] {
    return this.#find(this.#keys(item).names);
  }

  #keys(item: Columns) {
    if (this.#last?.item !== item) this.#last = { item, ids: idKeys(item), names: nameKeys(item) };
    return this.#last;
  }

  #find(keys: readonly string[]): number[] {
    return [...new Set(keys.flatMap((key) => this.#places.get(key) ?? []))];
  }
}

function nameKeys(item: Columns): string[] {
  const kind = typeClass(item.type);
  return [...new Set([item.name, ...item.alternateNames].map((name) => `${kind}:${foldName(name)}`))];
}
