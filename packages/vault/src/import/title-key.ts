import type { HistoryEvent, NamedTitle } from '@parlour/wire';
import { normaliseName } from './normalise-name.ts';
import { classOfType } from './title-class.ts';

/** Equal for titles that a person would answer for in one go. */
export function keyOfTitle(title: Pick<NamedTitle, 'name' | 'year' | 'type' | 'externalIds'>): string {
  const { imdb, tmdb, thetvdb, wikidata } = title.externalIds ?? {};
  const id = imdb ?? tmdb ?? thetvdb ?? wikidata ?? '';
  return [classOfType(title.type) ?? '', normaliseName(title.name), title.year ?? '', id].join('|');
}

/** The key under which `declined` speaks of an event's title; undefined for events without one. */
export function titleKey(event: HistoryEvent): string | undefined {
  return event.title === undefined ? undefined : keyOfTitle(event.title);
}
