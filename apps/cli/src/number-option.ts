import { Option } from 'commander';

/** An option that takes a number. What is no number, an empty text included, is NaN, which commands refuse by name. */
export const numberOption = (flags: string, text: string): Option =>
  new Option(flags, text).argParser((value: string) => (value.trim() === '' ? Number.NaN : Number(value)));
