/** Catalogues speak of few days, and of each by the thousand. */
const days = new Map<number, string>();
const mostDays = 10_000;

/** Unix milliseconds as ISO 8601, a day alone where that says it all; a moment that ISO 8601 cannot give stays a number. */
export function writeMoment(at: number): string | number {
  const known = days.get(at);
  if (known !== undefined) return known;
  const date = new Date(at);
  if (Number.isNaN(date.getTime()) || date.getTime() !== at) return at;
  const text = date.toISOString();
  if (!text.endsWith('T00:00:00.000Z')) return text;
  const day = text.slice(0, -14);
  if (days.size < mostDays) days.set(at, day);
  return day;
}

/** Unix milliseconds of what `writeMoment` wrote, or of any other ISO 8601 date. */
export function readMoment(literal: unknown): number | undefined {
  if (typeof literal === 'number') return literal;
  if (typeof literal !== 'string' || !/^[+-]?\d{4}/.test(literal)) return undefined;
  const at = Date.parse(literal);
  return Number.isNaN(at) ? undefined : at;
}
