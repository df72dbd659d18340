import type { HistoryEvent, ProfileId } from '@parlour/wire';
import { FIRST_PROFILE } from '@parlour/wire';
import { type Household, type HouseholdParts, openHousehold } from './household.ts';
import type { Person } from './profiles/open-person.ts';

/**
 * An open vault as one of its profiles. Another profile is another home in the same household: whatever was begun in one ends in it, and
 * nothing of it is seen in the other.
 */
export interface Home extends Household, Omit<Person, 'leave'> {
  /** Lists are shown; of trials, the first profile's alone are noted. */
  shown(items: readonly string[]): void;
  /**
   * Another profile's home, with everything that its first list takes; this one goes on meanwhile, and is left when that is ready.
   * @throws ParlourError `profile/unknown`
   */
  as(profile: ProfileId, onProgress?: (fraction: number) => void): Promise<Home>;
}

export async function openHome(parts: HouseholdParts): Promise<Home> {
  const household = await openHousehold(parts);
  return homeOf(household, await household.person(household.profiles.active));
}

function homeOf(household: Household, person: Person): Home {
  const { trials } = household;
  const isFirst = person.profile === FIRST_PROFILE;
  household.welcome(person);
  const own = {
    ...person,
    shown(items: readonly string[]) {
      if (isFirst) trials.shown(items, person.recommender.arms);
    },
    add(events: readonly HistoryEvent[]) {
      person.add(events);
      if (isFirst) for (const event of events) trials.note(event);
    },
    async as(profile: ProfileId, onProgress?: (fraction: number) => void): Promise<Home> {
      const next = await household.person(profile);
      try {
        await next.recommender.engine(await next.learner.taste(onProgress));
        await household.profiles.activate(profile);
      } catch (error) {
        next.leave();
        throw error;
      }
      person.leave();
      household.imports.cancelAll();
      return homeOf(household, next);
    },
    close() {
      person.leave();
      household.close();
    },
  };
  // With what of the household changes: its own properties are looked up there.
  return Object.assign(Object.create(household) as Household, own);
}
