const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Unix milliseconds (midnight UTC) of `September 25, 2021`, `26-Nov-21` or `2021-09-25`; undefined for anything else. */
export function readDate(text: string): number | undefined {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(trimmed);
  if (iso) return utc(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const words = /^([A-Za-z]+) (\d{1,2}), (\d{4})$/.exec(trimmed);
  if (words) return utc(Number(words[3]), monthOf(words[1]), Number(words[2]));
  const short = /^(\d{1,2})-([A-Za-z]{3})-(\d{2})$/.exec(trimmed);
  if (short) return utc(2000 + Number(short[3]), monthOf(short[2]), Number(short[1]));
  return undefined;
}

function monthOf(name = ''): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function utc(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}
