import { HouseholdProfile, type ProfileId } from '@parlour/wire';
import * as v from 'valibot';
import type * as Y from 'yjs';

/**
 * Profiles as entries of a map, one for each thing that was chosen of each: a name given here and a colour chosen there at the same
 * time are both kept, and of two names every device takes the same. A profile of which somebody chooses something while another device
 * takes it away is there again with what was chosen.
 */
export class ProfileFields {
  readonly #fields: Y.Map<unknown>;

  constructor(document: Y.Doc) {
    this.#fields = document.getMap('profiles');
  }

  /** In the order in which they were made. Entries that are nothing of a profile are left out. */
  all(): HouseholdProfile[] {
    const found = new Map<ProfileId, HouseholdProfile>();
    for (const [key, value] of this.#fields.entries()) {
      const [id, field] = placeOf(key);
      const profile = { ...(found.get(id) ?? { id }), [field]: value };
      if (v.is(HouseholdProfile, profile)) found.set(id, profile);
    }
    return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Writes what has changed. */
  save(profile: HouseholdProfile): void {
    for (const field of fields) {
      const [key, value] = [keyOf(profile.id, field), profile[field]];
      if (this.#fields.get(key) === value) continue;
      if (value === undefined) this.#fields.delete(key);
      else this.#fields.set(key, value);
    }
  }

  remove(id: ProfileId): void {
    const own = [...this.#fields.keys()].filter((key) => placeOf(key)[0] === id);
    for (const key of own) this.#fields.delete(key);
  }
}

const fields = ['name', 'colour', 'picture'] as const;
const keyOf = (id: ProfileId, field: string): string => `${field}/${id}`;
function placeOf(key: string): readonly [id: ProfileId, field: string] {
  const at = key.indexOf('/');
  return [key.slice(at + 1), key.slice(0, at)];
}
