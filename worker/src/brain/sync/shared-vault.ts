import type { SharedRecord } from '@parlour/sync';
import type { Vault } from '@parlour/vault';
import type { HistoryEvent } from '@parlour/wire';

/** What other devices did to the vault: numbers of events. */
export interface Arrived {
  readonly came: number;
  readonly went: number;
}

const nothing: Arrived = { came: 0, went: 0 };

/** The vault's events and the shared record's, kept the same. */
export interface SharedVault {
  /**
   * Brings each side's changes to the other, the vault first. Resolves, when all of it is on disk in the vault, with how many events came
   * to it and went. The record must be stored after this and before anything of it is sent.
   */
  reconcile(): Promise<Arrived>;
}

/**
 * A merge of three: vault, record, and what both had when the record was last stored. What one side has lost since then is taken back on the
 * other. As the vault is written first, the stored record holds nothing that the vault has not had.
 */
export function sharedVault(vault: Vault, record: SharedRecord): SharedVault {
  let both = idsOf(record.events());
  let seen: readonly HistoryEvent[] | undefined;
  let isRecordChanged = true;
  record.document.on('update', () => {
    isRecordChanged = true;
  });
  return {
    async reconcile() {
      if (vault.events() === seen && !isRecordChanged) return nothing;
      // What is buffered counts only once it is written: a record that knew more than the vault would look like something taken back.
      await vault.flush();
      isRecordChanged = false;
      const shared = record.events();
      const inRecord = idsOf(shared);
      const here = vault.events();
      const inVault = idsOf(here);
      // Of a damaged vault nobody knows what was taken back: everything comes back from the record.
      const isWhole = vault.damage.complete;
      const toVault = shared.filter(({ id }) => !inVault.has(id) && !(both.has(id) && isWhole));
      const goneHere = isWhole ? [...inRecord].filter((id) => both.has(id) && !inVault.has(id)) : [];
      const goneThere = here.filter(({ id }) => both.has(id) && !inRecord.has(id));
      const toRecord = here.filter(({ id }) => !inRecord.has(id) && !both.has(id));
      if (toVault.length > 0) await vault.appendMany(toVault);
      if (goneThere.length > 0) await vault.retractMany(idsOf(goneThere));
      const hasMoreCome = isRecordChanged;
      if (goneHere.length > 0) record.retractEvents(goneHere);
      if (toRecord.length > 0) record.addEvents(toRecord);
      // By nothing but what was done here just now.
      isRecordChanged = hasMoreCome;
      both = inRecord;
      for (const id of goneHere) both.delete(id);
      for (const { id } of toRecord) both.add(id);
      // Whatever the person does meanwhile is looked at the next time.
      seen = here;
      return { came: toVault.length, went: goneThere.length };
    },
  };
}

const idsOf = (events: readonly HistoryEvent[]): Set<string> => new Set(events.map(({ id }) => id));
