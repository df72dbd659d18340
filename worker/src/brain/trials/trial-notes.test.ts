import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { firstNotes, noteList, noteOpened, noteWatched, qualityOfNotes, TrialNotes } from './trial-notes.ts';

const experiment = 'ab'.repeat(16);
const minute = 60_000;
const first = (list: readonly string[]): TrialNotes => firstNotes(experiment, 'candidate', list, 0);

describe('what is noted under an experiment', () => {
  it('a watched title is a hit where it was in the list before, and counts once', () => {
    let notes = noteWatched(first(['a', 'b']), 'b');
    expect(qualityOfNotes(notes)).toEqual({ arm: 'candidate', hits: 1, clicks: 0, completions: 1 });
    notes = noteWatched(noteWatched(notes, 'b'), 'z');
    expect(notes).toMatchObject({ watched: 2, hits: 1, completed: 1, visits: 1 });
    // In an earlier list of the visit: watched from it, and no hit of the list before.
    notes = noteWatched(noteList(notes, ['c', 'd'], minute), 'a');
    expect(notes).toMatchObject({ watched: 3, hits: 1, completed: 1 });
    expect(noteWatched(first(['a']), 'z')).toMatchObject({ watched: 1, hits: 0, completed: 0 });
  });

  it('lists that follow each other are one visit, in which opening counts once; later ones are another', () => {
    let notes = noteList(first(['a']), ['b'], 29 * minute);
    notes = noteOpened(noteOpened(noteOpened(notes, 'a'), 'b'), 'q');
    expect(notes).toMatchObject({ visits: 1, opened: 1 });
    notes = noteList(notes, ['c'], 59 * minute);
    expect(noteOpened(notes, 'a')).toMatchObject({ visits: 2, opened: 1 });
    expect(qualityOfNotes(noteOpened(notes, 'c')).clicks).toBe(1);
    expect(qualityOfNotes(notes).clicks).toBe(0.5);
  });

  it('gives shares of 0 to 1 and what can be kept, whatever is done', () => {
    const title = fc.constantFrom(...'a b c d e f g h i j k l m n o p'.split(' '));
    const step = fc.oneof(
      fc.record({
        what: fc.constant('list' as const),
        list: fc.uniqueArray(title, { maxLength: 10 }),
        after: fc.nat(60),
      }),
      fc.record({ what: fc.constantFrom('opened' as const, 'watched' as const), title }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let [notes, now] = [first(['a']), 0];
        const watched = new Set<string>();
        for (const one of steps) {
          if (one.what === 'list') {
            now += one.after * minute;
            notes = noteList(notes, one.list, now);
          } else if (one.what === 'opened') notes = noteOpened(notes, one.title);
          else {
            notes = noteWatched(notes, one.title);
            watched.add(one.title);
          }
        }
        expect(v.is(TrialNotes, JSON.parse(JSON.stringify(notes)))).toBe(true);
        expect(notes.watched).toBe(watched.size);
        const { arm: _, ...shares } = qualityOfNotes(notes);
        for (const share of Object.values(shares)) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
