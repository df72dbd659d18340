import type { HistoryEvent } from '@parlour/wire';

/** What the person did with a title, as far as a reason may claim it. */
export type Deed = 'watched' | 'rated' | 'liked' | 'shared' | 'listed' | 'opened';

const deeds: readonly [Deed, readonly HistoryEvent['kind'][]][] = [
  ['watched', ['completion', 'seen']],
  ['rated', ['rating']],
  ['liked', ['like']],
  ['shared', ['share']],
  ['listed', ['watchlist']],
  ['opened', ['click', 'view']],
];

/** The strongest true statement about the events of one title; undefined if there is none to make. */
export function deedOf(kinds: ReadonlySet<HistoryEvent['kind']>): Deed | undefined {
  return deeds.find(([, of]) => of.some((kind) => kinds.has(kind)))?.[0];
}

/** A whole sentence: "Because you watched Dark". */
export function becauseOf(deed: Deed, name: string): string {
  switch (deed) {
    case 'watched':
      return `Because you watched ${name}`;
    case 'rated':
      return `Because of your rating of ${name}`;
    case 'liked':
      return `Because you like ${name}`;
    case 'shared':
      return `Because you shared ${name}`;
    case 'listed':
      return `Because ${name} is on your watchlist`;
    case 'opened':
      return `Because you looked at ${name}`;
  }
}
