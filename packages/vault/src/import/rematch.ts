import type { HistoryEvent } from '@parlour/wire';
import { Breather } from './breather.ts';
import type { DeclinedTitles } from './import-model.ts';
import { matchNamed } from './match-named.ts';
import { NameSplitter, type SplitName } from './name-splitter.ts';
import type { TitleIndex } from './title-index.ts';
import { keyOfTitle } from './title-key.ts';

/** Sources whose names were split, perhaps wrongly while the catalogue lacked the show. */
const compoundSources: ReadonlySet<string> = new Set(['netflix', 'netflix-full', 'prime-video', 'imdb']);
/** Sources whose names prove nothing. */
const weakSources: ReadonlySet<string> = new Set(['youtube']);

/**
 * Items for those of the events that have a title and no item, where the catalogue now has one clear answer that the person has not
 * declined. By event id. Title and season stay as they were written.
 *
 * @throws ParlourError `import/stopped`
 */
export async function rematch(
  events: Iterable<HistoryEvent>,
  index: TitleIndex,
  declined: DeclinedTitles = {},
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const breather = new Breather(undefined, signal);
  const open = [...events].filter(
    ({ item, title, source }) => item === undefined && title !== undefined && !weakSources.has(source),
  );
  const compound = open.filter(({ source }) => compoundSources.has(source));
  const splitter = await NameSplitter.of(compound.map(wholeName), index, { dashes: true, breather });
  const found = new Map<string, string>();
  const answers = new Map<string, string | undefined>();
  for (const event of open) {
    const whole = wholeName(event);
    const key = `${event.source}\n${event.title === undefined ? '' : keyOfTitle(event.title)}\n${whole}`;
    if (!answers.has(key))
      answers.set(key, answer(event, compoundSources.has(event.source) ? splitter.split(whole) : undefined));
    const item = answers.get(key);
    if (item !== undefined) found.set(event.id, item);
    if (breather.due()) await breather.breathe('Matching titles', 0.5 + 0.5 * (found.size / open.length));
  }
  return found;

  function answer({ title }: HistoryEvent, split: SplitName | undefined): string | undefined {
    if (title === undefined) return undefined;
    const denied = Object.hasOwn(declined, keyOfTitle(title)) ? declined[keyOfTitle(title)] : undefined;
    const type = split?.isEpisode === true ? 'TVSeries' : title.type;
    const named = { ...title, name: split?.name ?? title.name, ...(type === undefined ? {} : { type }) };
    const match = matchNamed(index, named, { perhapsOf: split?.perhapsOf });
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
