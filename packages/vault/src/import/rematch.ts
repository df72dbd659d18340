import type { HistoryEvent } from '@parlour/wire';
import type { DeclinedTitles } from './import-model.ts';
import { matchNamed } from './match-named.ts';
import { splitNames } from './split-names.ts';
import type { TitleIndex } from './title-index.ts';
import { keyOfTitle } from './title-key.ts';

/** Sources whose names were split, perhaps wrongly while the catalogue lacked the show. */
const compoundSources: ReadonlySet<string> = new Set(['netflix', 'netflix-full', 'prime-video', 'imdb']);
/** Sources whose names prove nothing. */
const weakSources: ReadonlySet<string> = new Set(['youtube']);

/**
 * Items for those of the events that have a title and no item, where the catalogue now has one clear answer that the person has not
 * declined. By event id. Title and season stay as they were written.
 */
export function rematch(
  events: Iterable<HistoryEvent>,
  index: TitleIndex,
  declined: DeclinedTitles = {},
): Map<string, string> {
  const open = [...events].filter(
    ({ item, title, source }) => item === undefined && title !== undefined && !weakSources.has(source),
  );
  const splits = splitNames(open.filter(({ source }) => compoundSources.has(source)).map(wholeName), index);
  const found = new Map<string, string>();
  const answers = new Map<string, string | undefined>();
  for (const event of open) {
    const whole = wholeName(event);
    const key = `${event.source}\n${event.title === undefined ? '' : keyOfTitle(event.title)}\n${whole}`;
    if (!answers.has(key)) answers.set(key, answer(event, splits.get(whole)));
    const item = answers.get(key);
    if (item !== undefined) found.set(event.id, item);
  }
  return found;

  function answer({ title, source }: HistoryEvent, split: ReturnType<typeof splits.get>): string | undefined {
    if (title === undefined) return undefined;
    const denied = Object.hasOwn(declined, keyOfTitle(title)) ? declined[keyOfTitle(title)] : undefined;
    const resplit = compoundSources.has(source) && split !== undefined;
    const type = resplit && split.isEpisode ? 'TVSeries' : title.type;
    const named = resplit ? { ...title, name: split.name, ...(type === undefined ? {} : { type }) } : title;
    const match = matchNamed(index, named, resplit ? { perhapsOf: split.perhapsOf } : {});
    const [item] = match.candidates;
    return match.kind === 'matched' && item !== undefined && denied?.includes(item) !== true
      ? item
      : undefined;
  }
}

/** The name before it was split, as far as it matters. */
function wholeName({ title }: HistoryEvent): string {
  if (title === undefined) return '';
  return [title.name, title.season, title.episode].filter((piece) => piece !== undefined).join(': ');
}
