import { asciiDigits } from './ascii-digits.ts';
import type { Breather } from './breather.ts';
import { matchTitle } from './match-title.ts';
import { normaliseName } from './normalise-name.ts';
import type { TitleIndex } from './title-index.ts';

/** What a name such as "Dark: Season 1: Secrets" says. */
export interface SplitName {
  /** The show, or the whole name where it is no episode's. */
  readonly name: string;
  /** Its number where it has exactly one ("Saison 5" gives "5"), else as written. */
  readonly season?: string;
  readonly episode?: string;
  readonly isEpisode: boolean;
  /** A show of which this may be an episode, although likelier it is not: to be offered, not taken. */
  readonly perhapsOf?: string;
}

const colon = /\s*:\s+|\s*：\s*/g;
const colonOrDash = /\s*:\s+|\s*：\s*|\s+[-–—]\s+/g;

interface Compound {
  readonly name: string;
  /** Prefixes that end before a colon, shortest first; `parts` are the pieces between colons. */
  readonly prefixes: readonly string[];
  readonly parts: readonly string[];
}

/** What the file says about one prefix. */
interface Prefix {
  /** What stands after it, of all different names. */
  readonly tails: Set<string>;
  /** How often it stands on two neighbouring rows with different tails. */
  neighbours: number;
  /** Whether the catalogue has a series of that name; undefined until asked. */
  isSeries?: boolean;
}

/**
 * Splits names of the form "Show: Season: Episode" in any language, without a list of words. In turn:
 *
 * 1. A name that is as a whole in the catalogue is not split ("Mission: Impossible").
 * 2. The longest prefix that is a series of the catalogue is the show.
 * 3. Else the file itself tells. A middle piece with a number in it, or that stands in the middle of several shows ("Limited
 *    Series"), is a season, and what is before it the show. Else a prefix is a show if it recurs with different tails on neighbouring
 *    rows, unless one of those names is a film of the catalogue or the tails look like sequels ("Impossible", "Impossible II").
 */
export class NameSplitter {
  readonly #compounds: ReadonlyMap<string, Compound>;
  readonly #splits = new Map<string, SplitName>();
  readonly #file: FileEvidence;
  readonly #index: TitleIndex;

  private constructor(compounds: ReadonlyMap<string, Compound>, file: FileEvidence, index: TitleIndex) {
    this.#compounds = compounds;
    this.#file = file;
    this.#index = index;
  }

  /** `names` are in the order of the file, repeats included. With `dashes`, "Show - Season" is split too. */
  static async of(
    names: readonly string[],
    index: TitleIndex,
    { dashes = false, breather }: { dashes?: boolean; breather?: Breather } = {},
  ): Promise<NameSplitter> {
    const separator = dashes ? colonOrDash : colon;
    const compounds = new Map<string, Compound>();
    const file = new FileEvidence();
    let before: Compound | undefined;
    for (const [done, name] of names.entries()) {
      let here = compounds.get(name);
      if (here === undefined) {
        here = takeApart(name, separator);
        compounds.set(name, here);
        file.addName(here);
      }
      if (before !== undefined && before !== here) file.addNeighbours(before, here);
      before = here;
      if (breather?.due() === true)
        await breather.breathe('Understanding titles', 0.5 + 0.1 * (done / names.length));
    }
    return new NameSplitter(compounds, file, index);
  }

  /** Of one of the names. */
  split(name: string): SplitName {
    let known = this.#splits.get(name);
    if (known === undefined) {
      const compound = this.#compounds.get(name);
      const simple = compound === undefined || compound.prefixes.length === 0;
      known = simple ? whole(name) : split(compound, this.#file, this.#index);
      this.#splits.set(name, known);
    }
    return known;
  }
}

function split(compound: Compound, file: FileEvidence, index: TitleIndex): SplitName {
  const { name, prefixes, parts } = compound;
  if (isExactly(index, name)) return whole(name);
  for (let i = prefixes.length - 1; i >= 0; i--) {
    const prefix = prefixes[i] ?? '';
    const about = file.of(prefix);
    about.isSeries ??= isSeries(index, prefix);
    if (!about.isSeries) continue;
    const { tails } = about;
    const bare = parts.length === 2;
    const doubtful = bare && ((tails.size === 1 && !prefix.includes(' ')) || looksLikeSequels(tails));
    return doubtful ? { ...whole(name), perhapsOf: prefix } : episodeOf(prefix, parts.slice(i + 1));
  }
  for (let i = 1; i < parts.length - 1; i++) {
    if (file.isSeason(parts[i] ?? '')) return episodeOf(prefixes[i - 1] ?? '', parts.slice(i));
  }
  const depth = file.depthOfShow(compound);
  const show = prefixes[depth] ?? '';
  return file.isShow(show, index) ? episodeOf(show, parts.slice(depth + 1)) : whole(name);
}

function episodeOf(show: string, rest: readonly string[]): SplitName {
  const [season, ...episode] = rest;
  if (season === undefined) return whole(show);
  if (episode.length === 0) return { name: show, episode: season, isEpisode: true };
  return { name: show, season: seasonNumber(season), episode: episode.join(': '), isEpisode: true };
}

function seasonNumber(season: string): string {
  const numbers = asciiDigits(season.normalize('NFKC')).match(/\d+/g);
  const [first] = numbers ?? [];
  return first === undefined || numbers?.length !== 1 ? season : String(Number(first));
}

function whole(name: string): SplitName {
  return { name, isEpisode: false };
}

function takeApart(name: string, separator: RegExp): Compound {
  const prefixes: string[] = [];
  const parts: string[] = [];
  let from = 0;
  for (const match of name.matchAll(separator)) {
    if (match.index === 0) continue;
    prefixes.push(name.slice(0, match.index).trim());
    parts.push(name.slice(from, match.index).trim());
    from = match.index + match[0].length;
  }
  const last = name.slice(from).trim();
  if (last === '') return { name, prefixes: prefixes.slice(0, -1), parts };
  parts.push(last);
  return { name, prefixes, parts };
}

class FileEvidence {
  readonly #prefixes = new Map<string, Prefix>();
  /** Middle pieces, as written and normalised, and the first pieces that they follow. */
  readonly #middles = new Map<string, Set<string>>();
  readonly #shows = new Map<string, boolean>();

  /** To be called once for each different name. */
  addName({ name, prefixes, parts }: Compound): void {
    for (const prefix of prefixes)
      this.of(prefix).tails.add(name.slice(prefix.length).replace(/^\s*[:：–—-]\s*/, ''));
    for (const middle of parts.slice(1, -1)) this.#after(middle).add(parts[0] ?? '');
  }

  /** To be called for each two different names that follow each other in the file. */
  addNeighbours(before: Compound, here: Compound): void {
    here.prefixes.forEach((prefix, depth) => {
      if (before.prefixes[depth] === prefix) this.of(prefix).neighbours++;
    });
  }

  of(prefix: string): Prefix {
    let known = this.#prefixes.get(prefix);
    if (known === undefined) {
      known = { tails: new Set(), neighbours: 0 };
      this.#prefixes.set(prefix, known);
    }
    return known;
  }

  isSeason(middle: string): boolean {
    return /\p{N}/u.test(middle) || this.#after(middle).size >= 2;
  }

  /** First pieces that a middle piece, however spelt, follows. */
  #after(middle: string): Set<string> {
    let firsts = this.#middles.get(middle);
    if (firsts === undefined) {
      const key = normaliseName(middle);
      firsts = this.#middles.get(key) ?? new Set();
      this.#middles.set(key, firsts).set(middle, firsts);
    }
    return firsts;
  }

  /** Index of the longest prefix that all names share that share the first one: "Trollhunters: Tales of Arcadia". */
  depthOfShow({ prefixes }: Compound): number {
    let depth = 0;
    while (depth + 1 < prefixes.length) {
      const here = this.of(prefixes[depth] ?? '').tails.size;
      if (here < 2 || this.of(prefixes[depth + 1] ?? '').tails.size < here) break;
      depth++;
    }
    return depth;
  }

  isShow(prefix: string, index: TitleIndex): boolean {
    const known = this.#shows.get(prefix);
    if (known !== undefined) return known;
    const { tails, neighbours } = this.of(prefix);
    const recurs = tails.size >= 2 && neighbours > 0 && !looksLikeSequels(tails);
    const isShow = recurs && ![...tails].some((tail) => isExactly(index, `${prefix}: ${tail}`));
    this.#shows.set(prefix, isShow);
    return isShow;
  }
}

/** One tail begins another ("Impossible", "Impossible II"), all go on with a dash, or only Roman numerals tell them apart. */
function looksLikeSequels(tails: ReadonlySet<string>): boolean {
  if (tails.size < 2 || tails.size > 12) return false;
  const all = [...tails];
  const begun = all.some((tail) =>
    all.some(
      (other) => other !== tail && /^\s*[\s\-–—]/.test(other.slice(tail.length)) && other.startsWith(tail),
    ),
  );
  const dashed = new Set(all.map((tail) => /^(.+?)\s+[-–—]\s/.exec(tail)?.[1] ?? tail));
  const numbered = new Set(all.map((tail) => /^(.+?)\s+[IVX]+$/.exec(tail)?.[1] ?? tail));
  return (
    begun ||
    (dashed.size === 1 && !dashed.has(all[0] ?? '')) ||
    (numbered.size === 1 && !numbered.has(all[0] ?? ''))
  );
}

function isExactly(index: TitleIndex, name: string): boolean {
  return index.byName.has(normaliseName(name));
}

function isSeries(index: TitleIndex, name: string): boolean {
  return matchTitle(index, { name, class: 'series' }).kind !== 'unmatched';
}
