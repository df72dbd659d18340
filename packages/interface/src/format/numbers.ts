const whole = new Intl.NumberFormat('en');
export const count = (value: number): string => whole.format(value);

/** `1 title`, `2,000 titles`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** 135 is `2 h 15 min`. */
export function runtime(minutes: number): string {
  const rounded = Math.round(minutes);
  const hours = Math.floor(rounded / 60);
  const rest = rounded % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Decimal units, one digit after the point. */
export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return unit === 0 ? `${count(value)} bytes` : `${size.toFixed(1)} ${units[unit]}`;
}

/** Under 10 ms with one digit after the point, else whole; seconds from 10,000 ms on. */
export function milliseconds(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return value < 10 ? `${value.toFixed(1)} ms` : `${count(Math.round(value))} ms`;
}

export const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`;
