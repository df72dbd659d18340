import { type AllotmentTransfer, type LedgerEntry, ParlourError } from '@parlour/wire';
import { giveAllotment, receiveAllotment, transfersToSend } from '../ledger/allotment.ts';
import { foundLedger, joinLedger } from '../ledger/begin-ledger.ts';
import { type ReportCost, wholeBudget } from '../ledger/budget.ts';
import { type Appended, type ChainHead, chainHead, openLedger, type Sha256 } from '../ledger/chain.ts';
import { available, type Ledger } from '../ledger/ledger.ts';
import { openBudget } from '../ledger/open-budget.ts';
import { reserveReport } from '../ledger/reserve.ts';
import { named } from './ledger.ts';
import { sumAfterOpening } from '../ledger/sum-of-budgets.ts';

/** One device: what is on its disk, and what its two windows believe. */
interface Device {
  readonly id: string;
  disk: LedgerEntry[];
  kept: ChainHead;
  windows: (Ledger | undefined)[];
  online: boolean;
  lost: boolean;
}

type Crash = 'none' | 'before-storing' | 'after-storing';

/**
 * A person with devices, a relay between them that loses, keeps, repeats and misdirects, and an aggregator that sees what
 * really left. Refusals by the ledger are part of life; anything else is thrown.
 */
export class LedgerWorld {
  readonly devices: Device[] = [];
  /** Costs of the reports that left, each once. */
  readonly sent: ReportCost[] = [];
  readonly refusals = new Map<string, number>();
  budgets = 1;
  private relay: AllotmentTransfer[] = [];
  private names = 0;

  private readonly sha256: Sha256;

  constructor(sha256: Sha256) {
    this.sha256 = sha256;
  }

  async begin(): Promise<void> {
    this.add('device-0', await foundLedger(this.sha256, 'device-0', 'budget-1'));
  }

  async join(by: 'pairing' | 'recovery'): Promise<void> {
    const id = this.name('device');
    const budgets = Array.from({ length: this.budgets }, (_, i) => `budget-${i + 1}`);
    this.add(id, await joinLedger(this.sha256, id, by, budgets));
  }

  report(at: number, window: number, cost: ReportCost, crash: Crash): Promise<void> {
    return this.change(
      at,
      window,
      crash,
      (ledger) => reserveReport(this.sha256, ledger, named(this.name('report')), cost),
      (device) => {
        if (device.online) this.sent.push(cost);
      },
    );
  }

  give(at: number, to: number, part: number, crash: Crash): Promise<void> {
    const receiver = this.device(to);
    const gift = (ledger: Ledger) => {
      const [budget, held] = [...ledger.budgets][part % ledger.budgets.size] ?? [];
      const amount = held ? Math.floor((available(held) * (1 + (part % 100))) / 100) : 0;
      return giveAllotment(this.sha256, ledger, {
        transfer: this.name('transfer'),
        budget: budget ?? '',
        to: receiver.id,
        amount,
      });
    };
    return this.change(at, 0, crash, gift, (device, { ledger }) => {
      if (device.online) this.relay.push(...transfersToSend(ledger).slice(-1));
    });
  }

  /** Everything a device ever gave, once more. */
  async resend(at: number): Promise<void> {
    const device = this.device(at);
    const ledger = await this.ledgerOf(device, 0);
    if (ledger && device.online && !device.lost) this.relay.push(...transfersToSend(ledger));
  }

  /** Any transfer under way to any device: often the right one, and it stays under way. */
  async deliver(which: number, at: number, misdirected: boolean, crash: Crash): Promise<void> {
    const transfer = this.relay[which % Math.max(1, this.relay.length)];
    if (!transfer) return;
    const to = misdirected ? at : this.devices.findIndex(({ id }) => id === transfer.to);
    if (!this.device(to).online) return;
    await this.change(
      to,
      at % 2,
      crash,
      (ledger) => receiveAllotment(this.sha256, ledger, transfer),
      () => undefined,
    );
  }

  withhold(which: number): void {
    this.relay = this.relay.filter((_, i) => i !== which % Math.max(1, this.relay.length));
  }

  async openAnother(at: number): Promise<void> {
    const id = `budget-${this.budgets + 1}`;
    const before = this.device(at).disk.length;
    const opened = (ledger: Ledger) => openBudget(this.sha256, ledger, id, sumAfterOpening(ledger));
    await this.change(at, 0, 'none', opened, () => undefined);
    if (this.device(at).disk.length > before) this.budgets++;
  }

  /** The disk is put back to an earlier state by itself (the head is kept elsewhere): must be noticed. */
  async rollBack(at: number, entries: number): Promise<boolean> {
    const device = this.device(at);
    const fewer = device.disk.slice(0, Math.max(0, device.kept.length - 1 - (entries % 3)));
    const read = await this.orRefusal(() => openLedger(this.sha256, fewer, device.kept));
    return read === undefined;
  }

  setOnline(at: number, online: boolean): void {
    this.device(at).online = online;
  }

  lose(at: number): void {
    this.device(at).lost = true;
  }

  /** What all disks say is left or spent, in billionths. */
  accounted(): number {
    let sum = 0;
    for (const { windows } of this.devices) {
      for (const held of windows[0]?.budgets.values() ?? []) sum += held.held - held.given;
    }
    return sum;
  }

  /** All windows read their disk again. */
  async settle(): Promise<void> {
    for (const device of this.devices)
      device.windows[0] = await openLedger(this.sha256, device.disk, device.kept);
  }

  get limit(): number {
    return this.budgets * wholeBudget;
  }

  private add(id: string, { ledger, entry }: Appended): void {
    const kept = chainHead(ledger);
    this.devices.push({ id, disk: [entry], kept, windows: [ledger, ledger], online: true, lost: false });
  }

  private device(at: number): Device {
    return this.devices[Math.abs(at) % this.devices.length] as Device;
  }

  private name(kind: string): string {
    return `${kind}-${++this.names}`;
  }

  private async ledgerOf(device: Device, window: number): Promise<Ledger | undefined> {
    device.windows[window] ??= await openLedger(this.sha256, device.disk, device.kept);
    return device.windows[window];
  }

  /** A change as a real device makes it: computed, stored if nothing else was stored meanwhile, and only then acted on. */
  private async change(
    at: number,
    window: number,
    crash: Crash,
    make: (ledger: Ledger) => Promise<{ ledger: Ledger; entry?: LedgerEntry | undefined }>,
    act: (device: Device, appended: Appended) => void,
  ): Promise<void> {
    const device = this.device(at);
    if (device.lost) return;
    const ledger = await this.ledgerOf(device, window % 2);
    const changed = ledger && (await this.orRefusal(() => make(ledger)));
    if (!changed?.entry) return;
    if (crash === 'before-storing') return this.restart(device);
    if (device.disk.at(-1)?.hash !== changed.entry.previous) {
      device.windows[window % 2] = undefined;
      return;
    }
    device.disk = [...device.disk, changed.entry];
    if (crash === 'after-storing') return this.restart(device);
    device.kept = chainHead(changed.ledger);
    device.windows[window % 2] = changed.ledger;
    act(device, { ledger: changed.ledger, entry: changed.entry });
  }

  private restart(device: Device): void {
    device.windows = [undefined, undefined];
  }

  private async orRefusal<T>(run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ParlourError) || !error.code.startsWith('ledger/')) throw error;
      this.refusals.set(error.code, (this.refusals.get(error.code) ?? 0) + 1);
      return undefined;
    }
  }
}
