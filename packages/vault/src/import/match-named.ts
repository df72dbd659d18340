import type { NamedTitle } from '@parlour/wire';
import { matchTitle, type TitleMatch } from './match-title.ts';
import { withoutBrackets } from './normalise-name.ts';
import { classOfType } from './title-class.ts';
import type { TitleIndex } from './title-index.ts';

export interface HowNamed {
  /** The name alone proves nothing: a match is offered, not taken. */
  readonly weak?: boolean | undefined;
  /** A show of which this may be an episode. */
  readonly perhapsOf?: string | undefined;
}

/** The catalogue's answer to a title as a source named it. */
export function matchNamed(index: TitleIndex, title: NamedTitle, how: HowNamed): TitleMatch {
  const query = {
    name: title.name,
    year: title.year ?? withoutBrackets(title.name).year,
    class: classOfType(title.type),
    externalIds: title.externalIds,
  };
  const match = matchTitle(index, query);
  if (match.kind === 'unmatched' && how.perhapsOf !== undefined) {
    return offered(matchTitle(index, { name: how.perhapsOf, class: 'series' }));
  }
  return how.weak === true ? offered(match) : match;
}

function offered(match: TitleMatch): TitleMatch {
  return match.kind === 'matched' ? { ...match, kind: 'ambiguous' } : match;
}
