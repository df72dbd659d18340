import type { SharedRecord } from '@parlour/sync';
import { FIRST_PROFILE, type HouseholdProfile, type ProfileId } from '@parlour/wire';
import type { Profiles } from '../profiles/open-profiles.ts';

/** What was chosen of profiles on a person's devices, kept the same. */
export interface SharedProfiles {
  /**
   * Brings each side's changes to the other; the record's counts where both have changed the same thing. A profile that was deleted on one
   * side stays where the other has chosen something of it since, or where there are events of it that whoever deleted it had not seen. To be
   * called once the events are the same on both sides.
   * @returns whether this side has changed, and the profiles that are gone from it.
   */
  reconcile(): Promise<{ readonly hasChanged: boolean; readonly gone: readonly ProfileId[] }>;
}

type OwnProfiles = Pick<Profiles, 'saved' | 'adopt' | 'hasEvents'>;
type Cards = ReadonlyMap<ProfileId, HouseholdProfile>;

/** A merge of three: this device, the record, and what both had when the record was last stored. */
export function sharedProfiles(record: SharedRecord, own: OwnProfiles): SharedProfiles {
  let both = byId(record.profiles());
  return {
    async reconcile() {
      const { profiles, removed } = own.saved;
      const [here, there] = [byId(profiles), byId(record.profiles())];
      const merged = new Map<ProfileId, HouseholdProfile>();
      for (const id of new Set([...here.keys(), ...there.keys()])) {
        const one = mergedCard(id, { here, there, both, isRemoved: removed.includes(id), own });
        if (one !== undefined) merged.set(id, one);
      }
      const hasChanged = !isSame(here, merged);
      // First this side, as with events: the record is stored after it.
      if (hasChanged || removed.length > 0) await own.adopt([...merged.values()]);
      for (const [id, card] of merged) if (text(there.get(id)) !== text(card)) record.saveProfile(card);
      for (const id of there.keys()) if (!merged.has(id)) record.removeProfile(id);
      both = byId(record.profiles());
      return { hasChanged, gone: [...here.keys()].filter((id) => !merged.has(id)) };
    },
  };
}

interface Sides {
  readonly here: Cards;
  readonly there: Cards;
  readonly both: Cards;
  readonly isRemoved: boolean;
  readonly own: OwnProfiles;
}

/** What is chosen of a profile from now on; undefined where it is gone. */
function mergedCard(id: ProfileId, sides: Sides): HouseholdProfile | undefined {
  const [here, there, both] = [sides.here.get(id), sides.there.get(id), sides.both.get(id)];
  const isNewThere = text(there) !== text(both);
  if (there === undefined) {
    const stays = both === undefined || text(here) !== text(both) || sides.own.hasEvents(id);
    return stays || id === FIRST_PROFILE ? here : undefined;
  }
  if (here === undefined) {
    // What this device has nothing of, and has not deleted, was lost here or is new.
    const isGone = sides.isRemoved && !isNewThere && !sides.own.hasEvents(id);
    return isGone ? undefined : there;
  }
  return {
    id,
    ...chosen('name', here, there, both),
    ...chosen('colour', here, there, both),
    ...chosen('picture', here, there, both),
  };
}

type Field = Exclude<keyof HouseholdProfile, 'id'>;

function chosen(
  field: Field,
  here: HouseholdProfile,
  there: HouseholdProfile,
  both: HouseholdProfile | undefined,
): Partial<Pick<HouseholdProfile, Field>> {
  const value = there[field] === both?.[field] ? here[field] : (there[field] ?? here[field]);
  return value === undefined ? {} : { [field]: value };
}

const byId = (profiles: readonly HouseholdProfile[]): Map<ProfileId, HouseholdProfile> =>
  new Map(profiles.map((profile) => [profile.id, profile]));
const text = (card: HouseholdProfile | undefined): string =>
  card === undefined ? '' : JSON.stringify([card.name, card.colour, card.picture]);
const isSame = (one: Cards, other: Cards): boolean =>
  one.size === other.size && [...one].every(([id, card]) => text(card) === text(other.get(id)));
