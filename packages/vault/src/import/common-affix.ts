/** What stands around every title: "Watched ", or „“ and „ angesehen“. */
interface Affix {
  readonly prefix: string;
  readonly suffix: string;
}

/** At this many titles a chance agreement in a second word is out of the question. */
const many = 8;
/** An affix is believed if this share of the titles has it; several languages in one file each have less. */
const least = 0.25;

const opening = /[\p{Ps}\p{Pi}„"]\s*$/u;
const closing = /[\p{Pe}\p{Pf}“"]$/u;

/**
 * Strips the words that a service writes before or after each title ("Watched X", "X angesehen"), found from their repetition alone.
 * Where an account changed its language, each language's words are found. `samples` are titles of which the name in them is known;
 * they come first.
 */
export function commonAffixStripper(
  titles: readonly string[],
  samples: readonly { title: string; name: string }[],
): (title: string) => string {
  const affixes = affixesOf(titles, samples).sort((a, b) => lengthOf(b) - lengthOf(a));
  return (title) => {
    const affix = affixes.find((each) => has(title, each));
    if (affix === undefined) return title;
    const name = title.slice(affix.prefix.length, title.length - affix.suffix.length).trim();
    return opening.test(affix.prefix) ? name.replace(closing, '') : name;
  };
}

function lengthOf({ prefix, suffix }: Affix): number {
  return prefix.length + suffix.length;
}

function affixesOf(titles: readonly string[], samples: readonly { title: string; name: string }[]): Affix[] {
  const known = new Map<string, Affix>();
  for (const { title, name } of samples) {
    const at = title.indexOf(name);
    if (at === -1) continue;
    const affix = { prefix: title.slice(0, at), suffix: title.slice(at + name.length) };
    if (affix.prefix !== '' || affix.suffix !== '') known.set(`${affix.prefix}\n${affix.suffix}`, affix);
  }
  const found = [...known.values()];
  let rest = titles.filter((title) => !found.some((affix) => has(title, affix)));
  while (rest.length > titles.length * 0.1 && rest.length >= 2) {
    const affix = commonest(rest, titles.length * least);
    if (affix === undefined) break;
    found.push(affix);
    rest = rest.filter((title) => !has(title, affix));
  }
  return found;
}

/** The affix of the largest group that begins, or ends, with the same word, made as long as the whole group has it. */
function commonest(titles: readonly string[], atLeast: number): Affix | undefined {
  const byFirst = largestGroup(
    titles,
    (title) => /^\S+\s/.exec(title)?.[0] ?? /^[\p{Ps}\p{Pi}]/u.exec(title)?.[0],
  );
  const byLast = largestGroup(titles, (title) => /\s\S+$/.exec(title)?.[0] ?? /\P{Ps}{3}$/u.exec(title)?.[0]);
  const group = (byFirst?.length ?? 0) >= (byLast?.length ?? 0) ? byFirst : byLast;
  if (group === undefined || group.length < Math.max(2, atLeast)) return undefined;
  let prefix = common(group, 'start');
  let suffix = common(group, 'end');
  if (group.length < many) {
    prefix = /^\S+\s+/.exec(prefix)?.[0] ?? /^[\p{Ps}\p{Pi}]/u.exec(prefix)?.[0] ?? '';
    suffix = /\s+\S+$/.exec(suffix)?.[0] ?? (prefix === '' || /^[\p{Ps}\p{Pi}]/u.test(prefix) ? suffix : '');
  }
  if (group.some((title) => title.length <= prefix.length + suffix.length)) suffix = '';
  return prefix === '' && suffix === '' ? undefined : { prefix, suffix };
}

function largestGroup(
  titles: readonly string[],
  keyOf: (title: string) => string | undefined,
): readonly string[] | undefined {
  const groups = new Map<string, string[]>();
  for (const title of titles) {
    const key = keyOf(title);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [title]);
    else group.push(title);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0];
}

function common(titles: readonly string[], side: 'start' | 'end'): string {
  let shared = titles[0] ?? '';
  for (const title of titles) {
    while (!(side === 'start' ? title.startsWith(shared) : title.endsWith(shared))) {
      shared = side === 'start' ? shared.slice(0, -1) : shared.slice(1);
    }
  }
  // Not in the middle of a word, unless the script writes none.
  const cut =
    side === 'start'
      ? /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]+$/u
      : /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]+/u;
  return shared.replace(cut, '');
}

function has(title: string, { prefix, suffix }: Affix): boolean {
  return title.length > prefix.length + suffix.length && title.startsWith(prefix) && title.endsWith(suffix);
}
