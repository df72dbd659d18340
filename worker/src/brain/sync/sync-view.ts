import type { DeviceView, IgnoredView, SyncStatusView, SyncView } from '../../brain-api/index.ts';
import type { LiveSync } from './live-sync.ts';
import type { PairingRun } from './pairing-run.ts';
import type { SyncStore } from './sync-store.ts';

interface Shown {
  readonly store: SyncStore;
  readonly live: LiveSync | undefined;
  readonly pairing: PairingRun | undefined;
  readonly relay: string;
}

/** What the page is told. */
export function syncView({ store: { saved }, live, pairing, relay }: Shown): SyncView {
  return {
    choice: saved.choice,
    relay,
    name: saved.name,
    status: statusOf(saved.choice, live),
    devices: live === undefined ? [] : devicesOf(live),
    pairing: pairing?.view,
    moved: live?.session.moved,
    ignored: live === undefined ? { notOurs: 0, isOfRemoved: false } : ignoredBy(live),
    wordsProblem: live?.wordsProblem?.toPlain(),
    wordsBy: live && makerOfWords(live),
    hasOwnBudget: live?.hasOwnBudget ?? false,
  };
}

/** Whatever is stuck, it never says that all is up to date. */
export function statusOf(
  choice: 'off' | 'on',
  live:
    | {
        readonly session: Pick<LiveSync['session'], 'status'>;
        readonly budgetProblem: LiveSync['budgetProblem'];
      }
    | undefined,
): SyncStatusView {
  if (choice === 'off') return { kind: 'off' };
  if (live === undefined) return { kind: 'blocked', because: 'keys-missing', why: undefined };
  const { status } = live.session;
  const { budgetProblem } = live;
  return status.kind === 'up-to-date' && budgetProblem !== undefined
    ? { kind: 'blocked', because: 'budget', why: budgetProblem.toPlain() }
    : status;
}

export function ignoredBy({ session: { replica } }: Pick<LiveSync, 'session'>): IgnoredView {
  const { forged, records, removed } = replica.refusals;
  return { notOurs: forged + records, isOfRemoved: removed > 0 };
}

function makerOfWords({ session: { replica }, record }: LiveSync): SyncView['wordsBy'] {
  const by = replica.group.chain.findLast(({ change }) => 'recovery' in change)?.authorId ?? '';
  return { name: record.devices().get(by)?.name, isThis: by === replica.keys.id };
}

function devicesOf({ session: { replica }, record }: LiveSync): DeviceView[] {
  const said = record.devices();
  const all = [...replica.group.members.devices.keys()].map((id): DeviceView => {
    const { name, lastSeen } = said.get(id) ?? {};
    return { id, name, lastSeen, isThis: id === replica.keys.id };
  });
  return all.sort((a, b) => Number(b.isThis) - Number(a.isThis) || (b.lastSeen ?? 0) - (a.lastSeen ?? 0));
}
