/** Letters that NFKD leaves whole although people write them without their stroke or ligature. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};
const romans: Readonly<Record<string, string>> = {
  ii: '2',
  iii: '3',
  iv: '4',
  v: '5',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
  x: '10',
  xi: '11',
  xii: '12',
  xiii: '13',
  xiv: '14',
  xv: '15',
};
const beforeRomanOne =
  /(?:^| )(?:part|chapter|episode|volume|vol|parte|teil|partie|chapitre|capitulo|episodio)$/;
const articles =
  /^(?:the|an?|l[aeo]s?|les|l|el|il|gli|un[aeo]?|une|de[rsnm]?|die|das|eine?|het|een|den|det|en|et|os?|as?|uma?) (?=.)/;
const englishArticle = /^(?:the|an?) (?=.)/;
const trailingArticle =
  /^(.+), (the|an?|l[aeo]|les|l['’]|el|los|las|il|gli|der|die|das|het|de|den|det|os?|as)$/i;

/**
 * The form in which two spellings of one name are equal: NFKD without accents, lower case, `&` as "and", no apostrophes, other
 * punctuation as one space, "Matrix, The" turned round, Roman numerals after the first word as Arabic (a single I only after "part"
 * and the like, a single V or X only at the end). Marks that carry the vowels of Thai, Hindi and others stay.
 */
export function normaliseName(name: string): string {
  const turned = name.includes(', ') ? name.replace(trailingArticle, '$2 $1') : name;
  let text: string;
  if (isAscii(turned)) {
    text = turned.toLowerCase().replace(/['`]/g, '');
    if (text.includes('&')) text = text.replace(/&/g, ' and ');
    text = text.replace(/[^a-z0-9]+/g, ' ');
  } else {
    text = turned
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/['`´‘’‛ʼ′]/g, '')
      .replace(/[ßøłđðþæœı]/g, (letter) => letters[letter] ?? letter)
      .replace(/[&＆]/g, ' and ')
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ');
  }
  text = text.trim();
  if (text === '') return name.trim().toLowerCase();
  return / [ivx]+(?: |$)/.test(text) ? arabicNumerals(text) : text;
}

/** A coarser form of a normalised name, without its leading article in one of several languages. */
export function withoutArticle(normalised: string): string {
  return normalised.replace(articles, '');
}

/** Whether two normalised names are equal but for an English article. */
export function differInEnglishArticleOnly(a: string, b: string): boolean {
  return a.replace(englishArticle, '') === b.replace(englishArticle, '');
}

/** A name without what stands in brackets at its end, and the year if that is what stood there: "House of Cards (2013)". */
export function withoutBrackets(name: string): { name: string; year: number | undefined } {
  const match = /^(.*\S)\s*[([（]([^()[\]（）]*)[)\]）]\s*$/su.exec(name);
  if (match === null) return { name, year: undefined };
  const [, before = name, inside = ''] = match;
  return { name: before, year: /^(?:18|19|20|21)\d\d$/.test(inside) ? Number(inside) : undefined };
}

function arabicNumerals(text: string): string {
  const words = text.split(' ');
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? '';
    const last = i === words.length - 1;
    if (word === 'i') {
      if (beforeRomanOne.test(words[i - 1] ?? '')) words[i] = '1';
    } else if (word.length > 1 || last) {
      words[i] = romans[word] ?? word;
    }
  }
  return words.join(' ');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
