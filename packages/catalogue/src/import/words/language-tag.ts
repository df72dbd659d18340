const codes =
  'af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja jv ka kk km kn ko ku ky la lo lt lv mi mk ml mn mr ms my nb ne nl no or pa pl ps pt qu ro ru sa sd si sk sl so sq sr sv sw ta te tg th tl tr uk ur uz vi xh yi yo yue zh zu';

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'language' });
  byName ??= new Map([
    ...codes.split(' ').map((code): [string, string] => [(english.of(code) ?? code).toLowerCase(), code]),
    ['mandarin', 'zh'],
    ['farsi', 'fa'],
    ['tagalog', 'tl'],
  ]);
  return byName;
}

/** BCP 47 of an English language name or of a tag; undefined for anything else. */
export function languageTag(word: string): string | undefined {
  const trimmed = word.trim();
  if (/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(trimmed)) return trimmed;
  return names().get(trimmed.toLowerCase());
}
