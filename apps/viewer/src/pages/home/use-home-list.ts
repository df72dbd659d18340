import { plainError } from '@parlour/interface';
import type { PlainError } from '@parlour/wire';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBrain } from '../../brain/brain-context.ts';
import { thisDevice } from '../../brain/device-type.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { type KeptHome, useSession } from '../../session/session.ts';
import { type Filters, NO_FILTERS, requestFor } from './filters.ts';
import { followOn, stillListed, upTo } from './list-changes.ts';

/** One large and four rows of six, or six of four; and as many rows again. */
const FIRST = 25;
const MORE = 24;

export interface HomeList {
  readonly filters: Filters;
  readonly list: KeptHome | undefined;
  readonly busy: boolean;
  readonly error: PlainError | undefined;
  readonly filter: (filters: Filters) => void;
  readonly shuffle: () => void;
  readonly more: () => void;
}

/**
 * The list of recommendations. It stands still above what the person touches: after a word about a title, the titles
 * up to that one stay, and those after it are chosen anew. Where another device has done something, what was put aside there goes.
 */
export function useHomeList(): HomeList {
  const brain = useBrain();
  const session = useSession();
  const arrivals = useArrivals();
  const [list, setList] = useState(() => {
    const kept = session.keptHome();
    return kept?.arrivals === arrivals || (kept !== undefined && isPersonal(kept)) ? kept : undefined;
  });
  const [filters, setFilters] = useState(() => session.keptHome()?.filters ?? NO_FILTERS);
  const [busy, setBusy] = useState(list === undefined);
  const [error, setError] = useState<PlainError>();
  const latest = useRef(0);
  const arrived = useRef(arrivals);
  /** How many entries were asked for last. */
  const length = useRef(0);

  /** Keeps `kept` and fills up to `count` entries. An answer that was overtaken is dropped. */
  const load = useCallback(
    async (
      wanted: Filters,
      seed: number | undefined,
      kept: KeptHome['entries'],
      count: number,
    ): Promise<void> => {
      const turn = latest.current + 1;
      latest.current = turn;
      length.current = count;
      const asOf = arrived.current;
      try {
        const exclude = kept.map((entry) => entry.card.id);
        const answer = await brain.recommend(
          requestFor(wanted, Math.max(count - kept.length, 1), exclude, seed, thisDevice()),
        );
        if (latest.current !== turn) return;
        for (const { card, reasons } of answer.entries) {
          const reason = reasons[0]?.description;
          if (reason !== undefined) session.reasons.set(card.id, reason);
        }
        const next = followOn(wanted, seed, kept, answer, asOf);
        session.keepHome(next);
        setList(next);
        setError(undefined);
      } catch (problem) {
        if (latest.current === turn) setError(plainError(problem));
      } finally {
        if (latest.current === turn) setBusy(false);
      }
    },
    [brain, session],
  );
  const fill = useCallback(
    (...wanted: Parameters<typeof load>): void => {
      setBusy(true);
      void load(...wanted);
    },
    [load],
  );

  useEffect(() => {
    const begin = async (): Promise<void> => {
      if (session.keptHome() === undefined) await load(NO_FILTERS, undefined, [], FIRST);
    };
    void begin();
    return session.mine.listen((id, _, by) => {
      const home = session.keptHome();
      if (home === undefined || by !== 'this page') return;
      fill(home.filters, home.seed, upTo(home.entries, id), Math.max(home.entries.length, FIRST));
    });
  }, [session, load, fill]);
  useEffect(() => {
    arrived.current = arrivals;
    const home = session.keptHome();
    if (home === undefined || home.arrivals === arrivals) return;
    const count = Math.max(home.entries.length, length.current, FIRST);
    const follow = async (): Promise<void> => {
      const mine = isPersonal(home) ? await brain.mine(home.entries.map(({ card }) => card.id)) : undefined;
      const kept = mine === undefined ? [] : stillListed(home, mine);
      // The last place is asked for in any case: a list is told with whose it is.
      await load(home.filters, home.seed, kept.slice(0, count - 1), count);
    };
    // What is wrong is said where a list is asked for.
    follow().catch(() => undefined);
  }, [brain, session, load, arrivals]);

  return {
    filters,
    list,
    busy,
    error,
    filter: (wanted) => {
      setFilters(wanted);
      fill(wanted, list?.seed, [], FIRST);
    },
    shuffle: () => fill(filters, crypto.getRandomValues(new Uint32Array(1))[0], [], FIRST),
    more: () => fill(filters, list?.seed, list?.entries ?? [], (list?.entries.length ?? 0) + MORE),
  };
}

/** Whether a list was made for the person: one for somebody unknown is another once anything is known. */
const isPersonal = ({ source }: Pick<KeptHome, 'source'>): boolean => source === 'personal';
