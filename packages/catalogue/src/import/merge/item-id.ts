/** `TVSeries` as `tv-series`, `3DModel` as `3d-model`. */
function kebab(type: string): string {
  return type
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** A name in lower case, its words joined by hyphens, diacritics dropped; at most 120 characters, and never empty. */
function slug(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['\u2018\u2019]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const characters =
    words === '' ? Array.from(name, (each) => `u${each.codePointAt(0)?.toString(16)}`) : Array.from(words);
  let length = 0;
  const kept = characters.filter((each) => (length += each.length) <= 120);
  return kept.join('').replace(/-+$/, '');
}

/** `movie:the-matrix:1999`; without a year `movie:the-matrix`. Where `isTaken`, the first free of `...~2`, `...~3`, ... */
export function itemId(
  item: { type: string; name: string; year?: number | undefined },
  isTaken: (id: string) => boolean,
): string {
  const id = [kebab(item.type), slug(item.name), ...(item.year === undefined ? [] : [item.year])].join(':');
  if (!isTaken(id)) return id;
  for (let number = 2; ; number++) if (!isTaken(`${id}~${number}`)) return `${id}~${number}`;
}
