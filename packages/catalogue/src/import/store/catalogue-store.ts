import type { Item } from '@parlour/wire';
import { compareTitles, idKeys, idsConflict } from '../merge/compare-titles.ts';
import { itemId } from '../merge/item-id.ts';
import { mergeParts } from '../merge/merge-parts.ts';
import { sameItem } from '../merge/same-item.ts';
import type { Part } from '../part.ts';
import { type Entry, parseEntry, readEntries, writeEntries } from './store-file.ts';
import { TitleIndex } from './title-index.ts';

/** What became of a part: a new title, another source of a known one, a new edition of what its source said, or nothing new. */
export type Placement = 'added' | 'joined' | 'changed' | 'unchanged';

const formerId = 'urn:parlour:formerId';

/**
 * The operator's items: for each title what every source says of it, so that the item itself is derived and the order of imports
 * does not matter. Entries are held as JSON text, of which V8 needs a quarter of the memory that the objects would take.
 */
export class CatalogueStore {
  readonly #folder: string;
  /** Undefined where an entry was joined to another. */
  readonly #entries: (string | undefined)[] = [];
  readonly #ids = new Map<string, number>();
  readonly #parts = new Map<string, number>();
  readonly #index = new TitleIndex();
  #size = 0;
  #changed = false;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws ParlourError `catalogue/damaged-store` */
  static async open(folder: string): Promise<CatalogueStore> {
    const store = new CatalogueStore(folder);
    let line = 2;
    for await (const text of readEntries(folder)) store.#remember(store.#entries.length, parseEntry(text, folder, line++), text);
    return store;
  }

  /** Titles in the store. */
  get size(): number {
    return this.#size;
  }

  /** Titles in the order of their first import. */
  *items(): Generator<Item> {
    for (const text of this.#entries) if (text !== undefined) yield itemOf(JSON.parse(text) as Entry);
  }

  get(id: string): Item | undefined {
    const place = this.#ids.get(id);
    return place === undefined ? undefined : itemOf(this.#entry(place));
  }

  /** Writes the store if anything changed. */
  async save(): Promise<void> {
    if (!this.#changed) return;
    await writeEntries(this.#folder, this.#texts());
    this.#changed = false;
  }

  *#texts(): Generator<string> {
    for (const text of this.#entries) if (text !== undefined) yield text;
  }

  /** Puts in what a source says of a title, joining it to the entry that is the same title, if there is one. */
  put(part: Part, proposedId?: string): Placement {
    const before = this.#parts.get(partKey(part));
    if (before !== undefined) return this.#replace(before, part);
    const [match] = this.#matches(part, proposedId);
    if (match === undefined) {
      this.#write(this.#entries.length, { id: this.#freeId(part, proposedId), parts: [part] });
      return 'added';
    }
    const entry = this.#entry(match);
    const kept = proposedId === entry.id ? withoutKnown(part, mergeEntry(entry)) : part;
    if (!kept) return 'unchanged';
    this.#write(match, { ...entry, parts: [...entry.parts, kept] });
    this.#joinByIds(match);
    return 'joined';
  }

  #replace(place: number, part: Part): Placement {
    const entry = this.#entry(place);
    const parts = entry.parts.map((each) => (partKey(each) === partKey(part) ? part : each));
    const text = JSON.stringify({ ...entry, parts });
    if (text === this.#entries[place]) return 'unchanged';
    this.#write(place, { ...entry, parts });
    this.#joinByIds(place);
    return 'changed';
  }

  /** Entries that are the same title, the best first. */
  #matches(part: Part, proposedId: string | undefined): number[] {
    const proposed = proposedId === undefined ? undefined : this.#ids.get(proposedId);
    if (proposed !== undefined && !idsConflict(part, this.#merged(proposed))) return [proposed];
    const byIds = this.#index.byIds(part).filter((place) => compareTitles(part, this.#merged(place)) === 'ids');
    if (byIds.length > 0) return byIds.sort((a, b) => this.#sharedScheme(part, a) - this.#sharedScheme(part, b) || a - b);
    const verdicts = this.#index.byNames(part).map((place) => ({ place, verdict: compareTitles(part, this.#merged(place)) }));
    for (const strength of ['people', 'year', 'near-year'] as const) {
      const found = verdicts.filter(({ verdict }) => verdict === strength);
      const exact = found.filter(({ place }) => this.#merged(place).year === part.year);
      const clear = exact.length === 1 ? exact : found;
      // Of several that fit equally well none is chosen: a title too many does less harm than a wrong one.
      if (clear.length > 0) return clear.length === 1 ? clear.map(({ place }) => place) : [];
    }
    return [];
  }

  /** The most reliable kind of id that both have in common, as a rank. */
  #sharedScheme(part: Part, place: number): number {
    const theirs = new Set(idKeys(this.#merged(place)));
    const shared = idKeys(part).filter((key) => theirs.has(key));
    return Math.min(...shared.map((key) => ['imdb', 'wikidata', 'tmdb', 'thetvdb'].indexOf(key.split(' ')[0] ?? '')));
  }

  /** Joins other entries that turn out to be the same title by an id, unless other ids contradict. The older keeps its id. */
  #joinByIds(place: number): void {
    const merged = this.#merged(place);
    for (const other of this.#index.byIds(merged).sort((a, b) => a - b)) {
      if (other === place || this.#entries[other] === undefined) continue;
      if (compareTitles(merged, this.#merged(other)) !== 'ids' || this.#anyIdDiffers(place, other)) continue;
      const [older, newer] = [Math.min(place, other), Math.max(place, other)];
      const [kept, gone] = [this.#entry(older), this.#entry(newer)];
      this.#entries[newer] = undefined;
      this.#size--;
      const formerIds = [...(kept.formerIds ?? []), gone.id, ...(gone.formerIds ?? [])];
      this.#write(older, { id: kept.id, parts: [...kept.parts, ...gone.parts], formerIds });
      this.#joinByIds(older);
      return;
    }
  }

  #anyIdDiffers(a: number, b: number): boolean {
    const [first, second] = [this.#merged(a).externalIds, this.#merged(b).externalIds];
    return (['imdb', 'wikidata'] as const).some(
      (scheme) => first[scheme] !== undefined && second[scheme] !== undefined && first[scheme] !== second[scheme],
    );
  }

  #freeId(part: Part, proposedId: string | undefined): string {
    const isTaken = (id: string) => this.#ids.has(id);
    if (proposedId !== undefined && proposedId.length <= 200 && !isTaken(proposedId)) return proposedId;
    return itemId(part, isTaken);
  }

  #entry(place: number): Entry {
    return JSON.parse(this.#entries[place] ?? 'null') as Entry;
  }

  #merged(place: number): Omit<Item, 'id'> {
    return mergeEntry(this.#entry(place));
  }

  #write(place: number, entry: Entry): void {
    this.#changed = true;
    this.#remember(place, entry, JSON.stringify(entry));
  }

  #remember(place: number, entry: Entry, text: string): void {
    if (this.#entries[place] === undefined) this.#size++;
    this.#entries[place] = text;
    for (const id of [entry.id, ...(entry.formerIds ?? [])]) this.#ids.set(id, place);
    for (const part of entry.parts) {
      this.#parts.set(partKey(part), place);
      this.#index.add(part, place);
    }
  }
}

function partKey(part: Part): string {
  return `${part.source}\n${part.key}`;
}

function mergeEntry(entry: Entry): Omit<Item, 'id'> {
  return mergeParts(entry.parts);
}

function itemOf(entry: Entry): Item {
  const item: Item = { id: entry.id, ...mergeEntry(entry) };
  if (!entry.formerIds) return item;
  return { ...item, extra: { ...item.extra, [formerId]: entry.formerIds.map((id) => ({ '@value': id })) } };
}

/**
 * A part that is an export of the entry itself, possibly corrected by hand: undefined if it says nothing new, and without ratings
 * that are only the sum of what the entry holds already.
 */
function withoutKnown(part: Part, known: Omit<Item, 'id'>): Part | undefined {
  const { key: _key, ...columns } = part;
  const { [formerId]: _ids, ...extra } = columns.extra ?? {};
  const said = Object.keys(extra).length > 0 ? { ...columns, extra } : withoutExtra(columns);
  if (sameItem(said, known)) return undefined;
  const { publicRatings, ...rest } = said;
  const summed = publicRatings && known.publicRatings && sameRatings(publicRatings, known.publicRatings);
  return { ...(summed ? rest : said), key: part.key };
}

function withoutExtra({ extra: _extra, ...columns }: Omit<Item, 'id'>): Omit<Item, 'id'> {
  return columns;
}

function sameRatings(a: NonNullable<Item['publicRatings']>, b: NonNullable<Item['publicRatings']>): boolean {
  return a.count === b.count && a.mean === b.mean;
}
