import type { ExternalIds } from '@parlour/wire';
import type { MatchableTitle } from './import-model.ts';
import { normaliseName, withoutArticle, withoutBrackets } from './normalise-name.ts';
import { classOfType, type TitleClass } from './title-class.ts';

/**
 * Names and external ids of the whole catalogue, ready for matching and searching. Made by `buildTitleIndex` or `titleIndexInSlices`; its users need no
 * more of it than `size`.
 */
export interface TitleIndex {
  /** Number of titles. */
  readonly size: number;
  readonly titles: readonly MatchableTitle[];
  readonly positionOf: ReadonlyMap<string, number>;
  /** Positions of titles that have the normalised name, or an alternate one. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** The same for names without article or brackets, where that makes them another name. */
  readonly byLooseName: ReadonlyMap<string, readonly number[]>;
  readonly byExternalId: ReadonlyMap<string, readonly number[]>;
}

/** Titles indexed between two pauses: some milliseconds of work. */
const sliceTitles = 1000;

/** Later titles with an id seen before are ignored. */
export function buildTitleIndex(titles: Iterable<MatchableTitle>): TitleIndex {
  const indexing = new Indexing();
  for (const title of titles) indexing.add(title);
  return indexing.index;
}

/** The same, with `pause` awaited every few milliseconds. */
export async function titleIndexInSlices(
  titles: Iterable<MatchableTitle>,
  pause: () => Promise<void>,
): Promise<TitleIndex> {
  const indexing = new Indexing();
  let sinceLast = 0;
  for (const title of titles) {
    indexing.add(title);
    sinceLast += 1;
    if (sinceLast < sliceTitles) continue;
    sinceLast = 0;
    await pause();
  }
  return indexing.index;
}

class Indexing {
  readonly #titles: MatchableTitle[] = [];
  readonly #positionOf = new Map<string, number>();
  readonly #byName = new Map<string, number[]>();
  readonly #byLooseName = new Map<string, number[]>();
  readonly #byExternalId = new Map<string, number[]>();

  get index(): TitleIndex {
    return {
      size: this.#titles.length,
      titles: this.#titles,
      positionOf: this.#positionOf,
      byName: this.#byName,
      byLooseName: this.#byLooseName,
      byExternalId: this.#byExternalId,
    };
  }

  add(title: MatchableTitle): void {
    if (this.#positionOf.has(title.id)) return;
    const position = this.#titles.push(title) - 1;
    this.#positionOf.set(title.id, position);
    this.#addName(title.name, position);
    for (const name of title.alternateNames) this.#addName(name, position);
    for (const key of externalKeys(title.externalIds, classOfType(title.type)))
      add(this.#byExternalId, key, position);
  }

  #addName(name: string, position: number): void {
    const key = normaliseName(name);
    if (key === '') return;
    add(this.#byName, key, position);
    for (const loose of looseForms(name, key)) add(this.#byLooseName, loose, position);
  }
}

/** Coarser forms of a name that differ from its normalised form `key`. */
export function looseForms(name: string, key: string): string[] {
  const forms: string[] = [];
  const bare = withoutArticle(key);
  if (bare !== key) forms.push(bare);
  const last = name.charCodeAt(name.length - 1);
  if (last === 41 || last === 93 || last === 0xff09) {
    const short = normaliseName(withoutBrackets(name).name);
    const shortBare = withoutArticle(short);
    if (short !== key) forms.push(short);
    if (shortBare !== short && shortBare !== bare) forms.push(shortBare);
  }
  return forms;
}

/** TMDB and TheTVDB number films and series apart, so their ids are told apart by class. */
export function externalKeys(ids: ExternalIds, of: TitleClass): string[] {
  const keys: string[] = [];
  if (ids.imdb !== undefined) keys.push(`imdb:${ids.imdb}`);
  if (ids.wikidata !== undefined) keys.push(`wikidata:${ids.wikidata}`);
  if (ids.tmdb !== undefined) keys.push(`tmdb:${of ?? ''}:${ids.tmdb}`);
  if (ids.thetvdb !== undefined) keys.push(`thetvdb:${of ?? ''}:${ids.thetvdb}`);
  return keys;
}

function add(map: Map<string, number[]>, key: string, position: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [position]);
  else if (known.at(-1) !== position) known.push(position);
}
