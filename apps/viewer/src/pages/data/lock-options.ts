import { counted } from '@parlour/interface';

const MINUTES = [5, 15, 30, 60, 240];

/** Choices of minutes; what is set now is always one of them, and 0 is never. */
export function lockOptions(current: number): { value: string; name: string }[] {
  const all = [...new Set([...MINUTES, current])].filter((minutes) => minutes > 0).toSorted((a, b) => a - b);
  return [
    ...all.map((minutes) => ({
      value: String(minutes),
      name: minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute'),
    })),
    { value: '0', name: 'Never by itself' },
  ];
}
