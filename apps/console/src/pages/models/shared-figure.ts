import type { ModelVersion } from '@parlour/wire/api';

interface Point {
  readonly at: number;
  readonly value: number;
  readonly sha256: string;
}

/** The figure that most versions have, at least two, and what it was of each, the oldest first. */
export function sharedFigure(
  versions: readonly ModelVersion[],
): { readonly name: string; readonly points: readonly Point[] } | undefined {
  const found = new Map<string, Point[]>();
  for (const { origin, createdAt: at, sha256 } of versions.toSorted((a, b) => a.createdAt - b.createdAt))
    for (const [name, value] of Object.entries(origin.quality))
      found.set(name, [...(found.get(name) ?? []), { at, value, sha256 }]);
  const [best] = [...found].sort(([, a], [, b]) => b.length - a.length);
  return best === undefined || best[1].length < 2 ? undefined : { name: best[0], points: best[1] };
}
