import type { Item } from '@parlour/wire';
import { type Verdict, compareTitles, idKeys, idsConflict } from '../merge/compare-titles.ts';
import { defaultSource } from '../json-ld/columns-to-node.ts';
import { sameJson } from '../json-ld/expanded.ts';
import { itemToNode } from '../json-ld/item-to-json-ld.ts';
import { jsonLdToItem } from '../json-ld/json-ld-to-item.ts';
import { withOurWords } from '../json-ld/with-our-words.ts';
import { itemId } from '../merge/item-id.ts';
import { mergeParts } from '../merge/merge-parts.ts';
import { sameItem } from '../merge/same-item.ts';
import { type Part, exportKey } from '../part.ts';
import { formerId } from '../../snapshot/former-ids.ts';
import { dayOf } from '../../snapshot/signals/day-of.ts';
import { changedFacts } from '../signals/changed-facts.ts';
import { EntryTexts } from './entry-texts.ts';
import { itemOf } from './item-of.ts';
import { type Entry, parseEntry, readEntries, writeEntries } from './store-file.ts';
import { TitleIndex } from './title-index.ts';

/** What became of a part: a new title, another source of a known one, a new edition of what its source said, or nothing new. */
export type Placement = 'added' | 'joined' | 'changed' | 'unchanged';

/**
 * The operator's items: for each title what every source says of it, so that the item itself is derived and the order of imports
 * does not matter. Entries are held as JSON text, which takes a quarter of the memory that the objects would take.
 */
export class CatalogueStore {
  readonly #folder: string;
  readonly #today: number;
  /** Nothing stands where an entry was joined to another. */
  readonly #entries = new EntryTexts();
  readonly #ids = new Map<string, number>();
  readonly #parts = new Map<string, number>();
  readonly #index = new TitleIndex();
  /** Entries that were put in under an id of ours since the store was opened: whoever wrote those ids held them apart. */
  readonly #proposed = new Set<number>();
  #size = 0;
  #changed = false;

  private constructor(folder: string, now: number) {
    this.#folder = folder;
    this.#today = dayOf(now);
  }

  /** `now` (Unix milliseconds) is when what is put in was seen. @throws ParlourError `catalogue/damaged-store` */
  static async open(folder: string, now = Date.now()): Promise<CatalogueStore> {
    const store = new CatalogueStore(folder, now);
    let line = 2;
    for await (const text of readEntries(folder))
      store.#remember(store.#entries.length, parseEntry(text, folder, line++), text);
    return store;
  }

  /** Titles in the store. */
  get size(): number {
    return this.#size;
  }

  /** Titles in the order of their first import. */
  *items(): Generator<Item> {
    for (const text of this.#entries) yield itemOf(JSON.parse(text) as Entry);
  }

  get(id: string): Item | undefined {
    const place = this.#ids.get(id);
    return place === undefined ? undefined : itemOf(this.#entry(place));
  }

  /** Whether a source has already said exactly this under the same key. */
  holds(part: Part): boolean {
    const place = this.#parts.get(partKey(part));
    return place !== undefined && this.#entry(place).parts.some((each) => sameJson(each, part));
  }

  /** Writes the store if anything changed. */
  async save(): Promise<void> {
    if (!this.#changed) return;
    await writeEntries(this.#folder, this.#entries);
    this.#changed = false;
  }

  /** Puts in what a source says of a title, joining it to the entry that is the same title, if there is one. */
  put(part: Part, proposedId?: string): Placement {
    const proposed = proposedId === undefined ? undefined : this.#ids.get(proposedId);
    const isKnown = proposed !== undefined && !idsConflict(part, this.#merged(proposed));
    if (isKnown && part.key.startsWith(exportKey)) return this.#correct(proposed, part);
    const before = this.#parts.get(partKey(part));
    if (before !== undefined) return this.#replace(before, part);
    const match = isKnown ? proposed : this.#match(part, proposedId !== undefined);
    const place = match ?? this.#entries.length;
    if (proposedId !== undefined) this.#proposed.add(place);
    if (match !== undefined) return this.#append(match, part);
    this.#write(place, this.#seen({ id: this.#freeId(part, proposedId), parts: [part] }, part));
    return 'added';
  }

  #append(place: number, part: Part, corrections = 0): Placement {
    const entry = corrected(this.#entry(place), corrections);
    this.#write(place, this.#seen({ ...entry, parts: [...entry.parts, part] }, part));
    this.#joinByIds(place);
    return 'joined';
  }

  /** Our own export comes back: what was corrected in it is the operator's word, and what was not is nothing new. */
  #correct(place: number, part: Part): Placement {
    const entry = this.#entry(place);
    const { key, ...said } = withoutFormerIds(part);
    const known = mergeParts(entry.parts);
    if (sameItem(said, asReadBack(known))) return 'unchanged';
    const summed =
      said.publicRatings?.count === known.publicRatings?.count &&
      said.publicRatings?.mean === known.publicRatings?.mean;
    const { publicRatings: _sum, ...withoutSum } = said;
    const correction: Part = { ...(summed ? withoutSum : said), key, source: defaultSource };
    return this.#parts.get(partKey(correction)) === place
      ? this.#replace(place, correction)
      : this.#append(place, correction, changedFacts(known, said));
  }

  #replace(place: number, part: Part): Placement {
    const entry = this.#entry(place);
    let corrections = 0;
    const parts = entry.parts.map((each) => {
      if (partKey(each) !== partKey(part)) return each;
      corrections += changedFacts(each, part);
      return part;
    });
    const isSame = JSON.stringify({ ...entry, parts }) === this.#entries.get(place);
    const next = this.#seen(isSame ? entry : { ...corrected(entry, corrections), parts }, part);
    if (!isSame || next.seenOn !== entry.seenOn) this.#write(place, next);
    if (isSame) return 'unchanged';
    this.#joinByIds(place);
    return 'changed';
  }

  /** The entry that is the same title. */
  #match(part: Part, isProposed: boolean): number | undefined {
    const open = (place: number) => this.#entries.has(place) && !(isProposed && this.#proposed.has(place));
    const byIds = this.#index
      .byIds(part)
      .filter((place) => open(place) && this.#compare(part, place) === 'ids');
    if (byIds.length > 0)
      return byIds.sort((a, b) => this.#sharedScheme(part, a) - this.#sharedScheme(part, b) || a - b)[0];
    const named = this.#index.byNames(part).filter(open);
    const verdicts = named.map((place) => ({ place, verdict: this.#compare(part, place) }));
    for (const strength of ['people', 'year', 'near-year'] as const) {
      const found = verdicts.filter(({ verdict }) => verdict === strength).map(({ place }) => place);
      const exact = found.filter((place) => this.#entry(place).parts.some((each) => each.year === part.year));
      const clear = exact.length > 0 ? exact : found;
      // Of several that fit equally well none is chosen: a title too many does less harm than a wrong one.
      if (clear.length > 0) return clear.length === 1 ? clear[0] : undefined;
    }
    return undefined;
  }

  #compare(part: Part, place: number): Verdict {
    return compareTitles(part, this.#merged(place));
  }

  /** The most reliable kind of id that both have in common, as a rank. */
  #sharedScheme(part: Part, place: number): number {
    const theirs = new Set(idKeys(this.#merged(place)));
    const shared = idKeys(part).filter((key) => theirs.has(key));
    return Math.min(
      ...shared.map((key) => ['imdb', 'wikidata', 'tmdb', 'thetvdb'].indexOf(key.split(' ')[0] ?? '')),
    );
  }

  /** Joins other entries that turn out to be the same title by an id, unless other ids contradict. The older keeps its id. */
  #joinByIds(place: number): void {
    const merged = this.#merged(place);
    for (const other of this.#index.byIds(merged).sort((a, b) => a - b)) {
      if (other === place || !this.#entries.has(other)) continue;
      if (compareTitles(merged, this.#merged(other)) !== 'ids' || this.#anyIdDiffers(place, other)) continue;
      const [older, newer] = [Math.min(place, other), Math.max(place, other)];
      const [kept, gone] = [this.#entry(older), this.#entry(newer)];
      this.#entries.delete(newer);
      this.#size--;
      const formerIds = [...(kept.formerIds ?? []), gone.id, ...(gone.formerIds ?? [])];
      this.#write(older, {
        ...corrected(kept, gone.corrections ?? 0),
        parts: [...kept.parts, ...gone.parts],
        formerIds,
        ...(gone.seenOn !== undefined && { seenOn: Math.max(gone.seenOn, kept.seenOn ?? 0) }),
      });
      this.#joinByIds(older);
      return;
    }
  }

  #anyIdDiffers(a: number, b: number): boolean {
    const [first, second] = [this.#merged(a).externalIds, this.#merged(b).externalIds];
    return (['imdb', 'wikidata'] as const).some(
      (scheme) =>
        first[scheme] !== undefined && second[scheme] !== undefined && first[scheme] !== second[scheme],
    );
  }

  #freeId(part: Part, proposedId: string | undefined): string {
    const isTaken = (id: string) => this.#ids.has(id);
    if (proposedId !== undefined && proposedId.length <= 200 && !isTaken(proposedId)) return proposedId;
    return itemId(part, isTaken);
  }

  /** A source that dates its facts says itself how old they are. */
  #seen(entry: Entry, part: Part): Entry {
    if (part.sourceUpdatedAt !== undefined || (entry.seenOn ?? -1) >= this.#today) return entry;
    return { ...entry, seenOn: this.#today };
  }

  #entry(place: number): Entry {
    return JSON.parse(this.#entries.get(place) ?? 'null') as Entry;
  }

  #merged(place: number): Omit<Item, 'id'> & { years: readonly number[] } {
    const { parts } = this.#entry(place);
    return { ...mergeParts(parts), years: parts.flatMap((part) => part.year ?? []) };
  }

  #write(place: number, entry: Entry): void {
    this.#changed = true;
    this.#remember(place, entry, JSON.stringify(entry));
  }

  #remember(place: number, entry: Entry, text: string): void {
    if (!this.#entries.has(place)) this.#size++;
    this.#entries.set(place, text);
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

function corrected(entry: Entry, more: number): Entry {
  return more === 0 ? entry : { ...entry, corrections: (entry.corrections ?? 0) + more };
}

/** An item as it would come back from its own export. */
function asReadBack(item: Omit<Item, 'id'>): Omit<Item, 'id'> {
  const read = jsonLdToItem(itemToNode({ id: 'x', ...item }));
  return read ? withOurWords(read.item) : item;
}

/** The statements about former ids are the store's own. */
function withoutFormerIds(part: Part): Part {
  if (!part.extra) return part;
  const { [formerId]: _ids, ...extra } = part.extra;
  const { extra: _extra, ...columns } = part;
  return Object.keys(extra).length > 0 ? { ...columns, extra } : columns;
}
