import { shortHash } from './short-hash.ts';

/** A family, and of what follows it as much as tells two apart: `moments/c5aa69cf`. */
export function shortQuery(id: string): string {
  const [family, ...names] = id.split('/');
  return [family, ...names.map(shortHash)].join('/');
}

/** Shorter still, for the axis of a chart: the family alone where no other query is of it. */
export const axisNames = (ids: readonly string[]): string[] => {
  const families = ids.map((id) => id.split('/', 1)[0]);
  return ids.map((id, at) =>
    families.filter((family) => family === families[at]).length === 1 ? families[at] : shortQuery(id),
  );
};
