import { asciiDigits } from './ascii-digits.ts';
import type { DateOrder } from './import-model.ts';
import { monthOfName } from './month-names.ts';

/** A date as written: whole, or three numbers whose order is open. */
export type WrittenDate =
  | { readonly at: number; readonly hasTime: boolean }
  | {
      readonly numbers: readonly [number, number, number];
      readonly shortYear: boolean;
      readonly dotted: boolean;
      readonly time: number | undefined;
    };

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?:\s+UTC)?)?$/i;
const numeric =
  /^\D{0,3}?(\d{1,4})\s*[./\-\u2010-\u2013年년]\s*(\d{1,2})\s*[./\-\u2010-\u2013月월]\s*(\d{4}|\d{1,2})(?!\d)(.*)$/s;
const clock = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap])?/i;
/** Days without a time are taken at noon UTC, so that they are the same day nearly everywhere. */
const noon = 12 * 3_600_000;

/** Reads ISO 8601, Unix seconds to nanoseconds, numbers in any order and script, and dates with a month's name. */
export function readDate(cell: string): WrittenDate | undefined {
  const text = asciiDigits(cell.trim());
  const whole = iso.exec(text);
  if (whole !== null) return readIso(whole);
  if (/^\d{10}(\.\d+)?$|^\d{13}$|^\d{16}$|^\d{19}$/.test(text)) return readUnix(text);
  const parts = numeric.exec(text);
  if (parts !== null) {
    const [, first = '', second = '', third = '', tail = ''] = parts;
    const numbers = [Number(first), Number(second), Number(third)] as const;
    const shortYear = first.length < 3 && third.length < 3;
    return { numbers, shortYear, dotted: text.includes('.') && !text.includes('/'), time: readClock(tail) };
  }
  return readWithMonthName(text);
}

/** Unix milliseconds; undefined where the numbers are no date in that order. `now` tells what a two-digit year can mean. */
export function dateInOrder(date: WrittenDate, order: DateOrder, now: number): number | undefined {
  if ('at' in date) return date.at;
  const [a, b, c] = date.numbers;
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  const fullYear = wholeYear(year, date.shortYear, now);
  return fullYear === undefined ? undefined : utc(fullYear, month, day, date.time ?? noon);
}

function wholeYear(year: number, short: boolean, now: number): number | undefined {
  const latest = new Date(now).getUTCFullYear() + 1;
  if (!short) {
    // The Buddhist era, 543 years ahead.
    const common = year >= 2400 && year < 2700 ? year - 543 : year;
    return common >= 1900 && common <= 2200 ? common : undefined;
  }
  if (2000 + year <= latest) return 2000 + year;
  const buddhist = 2500 + year - 543;
  return buddhist >= 2007 && buddhist <= latest ? buddhist : undefined;
}

function utc(year: number, month: number, day: number, time: number): number | undefined {
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  return month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at + time : undefined;
}

function readIso(match: RegExpExecArray): WrittenDate | undefined {
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = match;
  if (hour === undefined) {
    const at = utc(Number(year), Number(month), Number(day), noon);
    return at === undefined ? undefined : { at, hasTime: false };
  }
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const milliseconds = Math.trunc(Number(`0.${fraction === '' ? '0' : fraction}`) * 1000);
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds;
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  const shift =
    offset === null
      ? 0
      : (offset[1] === '-' ? 1 : -1) * (Number(offset[2]) * 60 + Number(offset[3])) * 60_000;
  const at = utc(Number(year), Number(month), Number(day), time + shift);
  return at === undefined ? undefined : { at, hasTime: true };
}

function readUnix(text: string): WrittenDate {
  const digits = text.replace(/\..*$/, '');
  return { at: Math.trunc(Number(digits) / 10 ** (digits.length - 13)), hasTime: true };
}

function readClock(text: string): number | undefined {
  const match = clock.exec(text);
  if (match === null) return undefined;
  const [, hour, minute, second = '0', half] = match;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return hours > 24 ? undefined : ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000;
}

function readWithMonthName(text: string): WrittenDate | undefined {
  if (!/\p{L}/u.test(text) || text.length > 60) return undefined;
  const year = /(?<!\d)(\d{4})(?!\d)/.exec(text);
  const beforeClock = text.replace(clock, ' ');
  const day = /(?<![\d:])(\d{1,2})(?![\d:])/.exec(beforeClock);
  if (year === null || day === null) return undefined;
  for (const [word] of text.matchAll(/[\p{L}\p{M}.]{3,}/gu)) {
    const month = monthOfName(word);
    if (month === undefined) continue;
    const time = readClock(text);
    const at = utc(Number(year[1]), month, Number(day[1]), time ?? noon);
    return at === undefined ? undefined : { at, hasTime: time !== undefined };
  }
  return undefined;
}
