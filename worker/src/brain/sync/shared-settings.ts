import type { SharedRecord } from '@parlour/sync';
import * as v from 'valibot';
import type { Settings } from '../../brain-api/index.ts';

/** What of the settings is the person's, and not the device's. */
const Shared = v.object({
  platforms: v.array(v.string()),
  country: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
});
type Shared = v.InferOutput<typeof Shared>;

export interface SharedSettings {
  /** Brings each side's changes to the other; the record's count where both have changed. Resolves with whether this side has changed. */
  reconcile(): Promise<boolean>;
}

export interface OwnSettings {
  readonly settings: () => Settings;
  readonly change: (change: Partial<Settings>) => Promise<unknown>;
}

export function sharedSettings(record: SharedRecord, own: OwnSettings): SharedSettings {
  let both = inRecord(record);
  return {
    async reconcile() {
      const there = inRecord(record);
      const { platforms, country } = own.settings();
      const here: Shared = { platforms, country: country ?? null };
      const isNewThere = there !== undefined && text(there) !== text(both);
      const isNewHere = isNewThere && text(there) !== text(here);
      if (isNewHere) await own.change({ platforms: there.platforms, country: there.country ?? undefined });
      // Whoever has chosen nothing has nothing to say to the others.
      const isChosen = there !== undefined || platforms.length > 0 || country !== undefined;
      if (!isNewThere && isChosen && text(here) !== text(there)) {
        record.setSetting('platforms', here.platforms);
        record.setSetting('country', here.country);
      }
      both = inRecord(record);
      return isNewHere;
    },
  };
}

function inRecord(record: SharedRecord): Shared | undefined {
  const settings = record.settings();
  const read = v.safeParse(Shared, {
    platforms: settings.get('platforms'),
    country: settings.get('country'),
  });
  return read.success ? read.output : undefined;
}

const text = (settings: Shared | undefined): string =>
  settings === undefined ? '' : JSON.stringify([settings.platforms, settings.country]);
