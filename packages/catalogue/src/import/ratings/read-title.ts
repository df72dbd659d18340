/** What the title of a MovieLens or MovieTweetings row says. */
export interface ReadTitle {
  readonly name: string;
  readonly alternateNames: readonly string[];
  readonly year?: number;
  /** The row gives a span of years, as only series have. */
  readonly isSeries: boolean;
}

const articles =
  "The|A|An|Le|La|Les|L'|Un|Une|El|Los|Las|Una|Il|Lo|I|Gli|Der|Die|Das|Ein|Eine|De|Het|Een|O|Os|As|Um|Uma|Den|Det|En|Ett";
const inverted = new RegExp(`^(.+), (${articles})$`, 's');

/** "City of Lost Children, The (Cité des enfants perdus, La) (1995)" as the names and the year it holds. */
export function readTitle(title: string): ReadTitle {
  const dated = /^(.*?)\s*\((\d{4})([-\u2013](?:\d{4})?)?\s*\)\s*$/s.exec(title);
  const year = dated ? Number(dated[2]) : undefined;
  let rest = (dated?.[1] || title).trim();
  const others: string[] = [];
  for (let from = startOfLastGroup(rest); from > 0; from = startOfLastGroup(rest)) {
    const group = rest.slice(from + 1, -1).replace(/^a\.?k\.?a\.? /i, '');
    if (group.trim() !== '') others.unshift(upright(group.trim()));
    rest = rest.slice(0, from).trim();
  }
  const name = upright(rest);
  const alternateNames = [...new Set(others)].filter((other) => other !== name);
  const isSeries = dated?.[3] !== undefined;
  return year === undefined ? { name, alternateNames, isSeries } : { name, alternateNames, year, isSeries };
}

/** Where the parenthesis begins that ends the text; -1 if it does not end in one. */
function startOfLastGroup(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') depth++;
    if (text[at] === '(' && --depth === 0) return at;
  }
  return -1;
}

/** "Matrix, The" as "The Matrix". */
function upright(name: string): string {
  const [, rest, article] = inverted.exec(name) ?? [];
  if (rest === undefined || article === undefined) return name;
  return article.endsWith("'") ? article + rest : `${article} ${rest}`;
}
