import type { LookName } from './genre-looks.ts';

/** Parts of genre names, in the order in which they win: the particular before the general. */
const PARTS: readonly (readonly [RegExp, LookName])[] = [
  [/western/, 'western'],
  [/horror|slasher|zombie|vampire/, 'horror'],
  [/sci|space|cyber|dystop/, 'scifi'],
  [/anim|cartoon|anime/, 'animation'],
  [/music|concert|dance/, 'music'],
  [/nature|animal|wildlife|environment/, 'nature'],
  [/docu|news|biograph|educat|talk/, 'documentary'],
  [/sport/, 'sport'],
  [/war|military/, 'war'],
  [/fantasy|supernatural|fairy|magic/, 'fantasy'],
  [/noir|crime|gangster|heist|police|legal/, 'crime'],
  [/myster|detective/, 'mystery'],
  [/thrill|suspense|spy/, 'thriller'],
  [/histor|period|epic/, 'history'],
  [/adventure|travel/, 'adventure'],
  [/action|martial|superhero/, 'action'],
  [/roman|love/, 'romance'],
  [/family|kids|child/, 'animation'],
  [/comed|comic|satire|sitcom|reality|game|variety|stand/, 'comedy'],
  [/drama|melodrama|soap/, 'drama'],
];

/** The looks that a title's genres allow, the most telling first; `drama` where nothing is known. */
export function looksOfGenres(genres: readonly string[]): LookName[] {
  const names = genres.map((genre) => genre.toLowerCase());
  const found = PARTS.filter(([part]) => names.some((name) => part.test(name))).map(([, look]) => look);
  return found.length === 0 ? ['drama'] : [...new Set(found)];
}
