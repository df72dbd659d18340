import type { ImportQuestion } from './import-model.ts';

/** The profile to import: the answered one, or the only one; else the question. `names` has one entry a row. */
export function chooseProfile(names: Iterable<string>, answer: string | undefined): string | ImportQuestion {
  const rows = new Map<string, number>();
  for (const name of names) rows.set(name, (rows.get(name) ?? 0) + 1);
  if (answer !== undefined && rows.has(answer)) return answer;
  const [first, second] = rows.keys();
  if (second === undefined) return first ?? '';
  const profiles = [...rows].map(([name, count]) => ({ name, rows: count }));
  return { kind: 'profile', profiles: profiles.sort((a, b) => b.rows - a.rows) };
}
