import type { Arm, OwnQuality } from '@parlour/private-aggregation/queries';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const item = v.pipe(v.string(), v.maxLength(500));

/** Of a list, what counts: a title further down is no hit. */
export const countedTitles = 10;
/** Milliseconds after a list until the next one is of another time that the person came. */
const visitLasts = 1_800_000;
/** Titles of one visit's lists, at most. */
const mostOfVisit = 100;
/** Watched titles that are remembered, so that none is counted twice. */
const mostWatched = 500;

/** What a device notes of lists under one experiment: counts, and what the next note needs. Only shares of them are ever said, in a private sum. */
export const TrialNotes = v.strictObject({
  /** 32 hex digits. */
  experiment: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  arm: v.picklist(['current', 'candidate'] satisfies Arm[]),
  /** Times that the person came and was shown lists, those in which they opened a title of them, those after which they watched one. */
  visits: count,
  opened: count,
  completed: count,
  /** Titles that were watched after a list, and those that were among its first ten. */
  watched: count,
  hits: count,
  visit: v.strictObject({
    /** When the last list of it was shown. */
    at: v.number(),
    /** The first ten of that list. */
    list: v.array(item),
    /** Of all its lists, the newest last. */
    titles: v.array(item),
    isOpened: v.boolean(),
    isCompleted: v.boolean(),
  }),
  watchedTitles: v.array(item),
});
export type TrialNotes = v.InferOutput<typeof TrialNotes>;

/** The first list under an experiment. */
export const firstNotes = (
  experiment: string,
  arm: Arm,
  list: readonly string[],
  at: number,
): TrialNotes => ({
  experiment,
  arm,
  visits: 1,
  opened: 0,
  completed: 0,
  watched: 0,
  hits: 0,
  visit: visitOf(list, at),
  watchedTitles: [],
});

/** @param list first titles of one that is shown. @param at milliseconds since 1970. */
export function noteList(notes: TrialNotes, list: readonly string[], at: number): TrialNotes {
  const { visit, visits } = notes;
  if (at - visit.at >= visitLasts) return { ...notes, visits: visits + 1, visit: visitOf(list, at) };
  const titles = [...visit.titles.filter((one) => !list.includes(one)), ...list].slice(-mostOfVisit);
  return { ...notes, visit: { ...visit, at, list: [...list], titles } };
}

export function noteOpened(notes: TrialNotes, title: string): TrialNotes {
  const { visit, opened } = notes;
  if (visit.isOpened || !visit.titles.includes(title)) return notes;
  return { ...notes, opened: opened + 1, visit: { ...visit, isOpened: true } };
}

/** A title counts once, however often the person says that they watched it. */
export function noteWatched(notes: TrialNotes, title: string): TrialNotes {
  const { visit, completed, watched, hits, watchedTitles } = notes;
  if (watchedTitles.includes(title)) return notes;
  const isCompleted = visit.titles.includes(title);
  return {
    ...notes,
    watched: watched + 1,
    hits: hits + (visit.list.includes(title) ? 1 : 0),
    completed: completed + (isCompleted && !visit.isCompleted ? 1 : 0),
    visit: { ...visit, isCompleted: visit.isCompleted || isCompleted },
    watchedTitles: [...watchedTitles, title].slice(-mostWatched),
  };
}

export const qualityOfNotes = ({
  arm,
  visits,
  opened,
  completed,
  watched,
  hits,
}: TrialNotes): OwnQuality => ({
  arm,
  hits: watched === 0 ? 0 : hits / watched,
  clicks: opened / visits,
  completions: completed / visits,
});

const visitOf = (list: readonly string[], at: number): TrialNotes['visit'] => ({
  at,
  list: [...list],
  titles: [...list],
  isOpened: false,
  isCompleted: false,
});
