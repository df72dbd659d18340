import { clientStep } from '../client/client.ts';
import type { ClientState, Confirmed, Reported } from '../client/client-state.ts';
import { isMember, type MemberSet, memberSet } from '../member-set.ts';
import { type Countersignature, writeConfirmation, writeConfirmations } from '../messages/confirmation.ts';
import { type Kind, NO_INDEX, signatureOf, signMessage } from '../messages/signed-message.ts';
import { writeSurvivors } from '../messages/survivors.ts';
import { equalBytes } from '../bytes.ts';
import type { Reporting } from '../aggregator/server-state.ts';
import { merkleProof } from '../merkle-tree.ts';
import { writeDeliveries } from '../messages/deliveries.ts';
import { authentic } from '../test/authentic.ts';
import { runLegs } from '../test/obedient-round.ts';
import { closeLeg } from '../aggregator/close-leg.ts';
import { cheapTestSuite as suite } from '../test/cheap-test-suite.ts';
import type { SeededRandom } from '../test/seeded-random.ts';
import { testRound, type TestRound } from '../test/test-round.ts';

/**
 * A malicious aggregator: it knows the graph, has devices of its own among the cohort, and may tell every device other
 * sharers and another list of survivors. All it gets back is gathered, and what it can then compute is found out from
 * the masks that were really added, without mercy: any secret of which it has `threshold` shares is its own.
 */
export interface Attacked extends Shared {
  /** Where each device reported; undefined for those that refused the sharers they were told. */
  readonly states: readonly (Reported | undefined)[];
}

/** Before anybody has reported. */
export interface Shared {
  readonly round: TestRound;
  readonly server: Reporting;
  readonly corrupt: ReadonlySet<number>;
}

export async function shared(seed: number, devices: number, minimumReports: number): Promise<Shared> {
  const rates = { adversarialRate: 0.1, dropoutRate: 0.1 };
  const round = await testRound(suite, { seed, devices, dimension: 2, bits: 16, minimumReports, ...rates });
  const running = await runLegs(round, 'sharing');
  const server = (await closeLeg(round.tools, running.server)) as Reporting;
  const order = shuffled(
    Array.from({ length: devices }, (_, i) => i),
    round.random,
  );
  return { round, server, corrupt: new Set(order.slice(0, Math.floor(devices * rates.adversarialRate))) };
}

/** Everybody reports, each told other sharers, its own devices all of them. */
export async function attacked(shares: Shared, view: View = () => shares.server.sharers): Promise<Attacked> {
  const { round, server, corrupt } = shares;
  const states: (Reported | undefined)[] = [];
  for (const [index, device] of round.devices.entries()) {
    const sharers = corrupt.has(index) ? server.sharers : view(index);
    const body = writeDeliveries({ sharers, deliveries: deliveriesFrom(server, sharers, index) });
    const message = await send(shares, index, device.state, 'deliveries', body);
    const next = await clientStep(round.tools, device.state, message, device.report).catch(() => undefined);
    states.push(next?.phase === 'reported' ? next : undefined);
  }
  return { ...shares, states };
}

const deliveriesFrom = ({ clients, tree, sealedFor }: Reporting, sharers: MemberSet, index: number) =>
  (sealedFor.get(index) ?? [])
    .filter(({ sender }) => isMember(sharers, sender))
    .map(({ sender, sealed }) => ({
      sender,
      sealed,
      advertisement: clients[sender].message,
      proof: merkleProof(tree, sender),
    }));

/** Which sharers or survivors each device is told. */
export type View = (index: number) => MemberSet;

export interface Learned {
  /** Honest devices of which both secrets can be opened, so that their report is bare. */
  readonly bare: number[];
  /** Groups of honest devices whose sum can be computed, each disjoint from the others. */
  readonly sums: number[][];
  /** Honest devices that opened shares. */
  readonly opened: number;
}

export async function splitView(attack: Attacked, view: View): Promise<Learned> {
  const confirmed = await tellSurvivors(attack, view);
  const shares = new Shares(attack);
  let opened = 0;
  for (const state of confirmed.values()) {
    const done = await passOnSignatures(attack, state, confirmed);
    if (done !== undefined) {
      opened += 1;
      for (const { owner } of state.held) {
        shares.add(isMember(state.survivors, owner) ? 'self' : 'mask', owner);
      }
    }
  }
  return { ...shares.learned(), opened };
}

function send(
  { round: { tools, devices } }: Shared,
  to: number,
  { context }: ClientState,
  kind: Kind,
  body: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const voice = { signingSeed: tools.signingSeed, channelKey: devices[to].channelKey };
  return authentic(suite, { kind, context, sender: NO_INDEX }, body, voice);
}

async function tellSurvivors(attack: Attacked, view: View): Promise<Map<number, Confirmed>> {
  const confirmed = new Map<number, Confirmed>();
  for (const [index, state] of attack.states.entries()) {
    if (state !== undefined && !attack.corrupt.has(index)) {
      const survivors = view(index).map((bits, i) => bits & state.sharers[i]);
      const dropped = state.sharers.map((bits, i) => bits & ~survivors[i]);
      const message = await send(attack, index, state, 'survivors', writeSurvivors({ survivors, dropped }));
      const next = await clientStep(attack.round.tools, structuredClone(state), message).catch(
        () => undefined,
      );
      if (next?.phase === 'confirmed') {
        confirmed.set(index, next);
      }
    }
  }
  return confirmed;
}

/** The aggregator's own devices sign every list. */
async function passOnSignatures(
  attack: Attacked,
  state: Confirmed,
  confirmed: ReadonlyMap<number, Confirmed>,
): Promise<ClientState | undefined> {
  const { sharers, survivors } = state;
  const body = writeConfirmation({ sharers, survivors });
  const signatures: Countersignature[] = [];
  for (const { index: signer } of state.signers.toSorted((a, b) => a.index - b.index)) {
    const mate = confirmed.get(signer);
    if (attack.corrupt.has(signer) && isMember(survivors, signer)) {
      const header = { kind: 'confirmation', context: state.context, sender: signer } as const;
      const forged = await signMessage(suite, header, body, attack.round.devices[signer].signingSeed);
      signatures.push({ signer, signature: signatureOf(forged) });
    } else if (
      mate !== undefined &&
      equalBytes(mate.survivors, survivors) &&
      equalBytes(mate.sharers, sharers)
    ) {
      signatures.push({ signer, signature: signatureOf(mate.outbox) });
    }
  }
  const message = await send(attack, state.index, state, 'confirmations', writeConfirmations(signatures));
  return clientStep(attack.round.tools, structuredClone(state), message).catch(() => undefined);
}

/** Shares in the aggregator's hands, and what follows from them. */
class Shares {
  readonly #attack: Attacked;
  readonly #counts = { self: new Map<number, number>(), mask: new Map<number, number>() };

  constructor(attack: Attacked) {
    this.#attack = attack;
    for (const index of attack.corrupt) {
      for (const { owner } of attack.states[index]?.held ?? []) {
        this.add('self', owner);
        this.add('mask', owner);
      }
    }
  }

  add(kind: 'self' | 'mask', owner: number): void {
    const counts = this.#counts[kind];
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }

  #open(kind: 'self' | 'mask', owner: number): boolean {
    return (this.#counts[kind].get(owner) ?? 0) >= this.#attack.server.graph.threshold;
  }

  /**
   * A sum is computable of a group that is held together by masks whose both ends are secret, if all of it is without
   * self-masks and every such mask is there twice: once added, once taken away.
   */
  learned(): Omit<Learned, 'opened'> {
    const { states, corrupt } = this.#attack;
    const honest = states.map((_, i) => i).filter((i) => states[i] !== undefined && !corrupt.has(i));
    const bare = honest.filter((i) => this.#open('self', i) && this.#secretPartners(i).length === 0);
    const masked = honest.filter((i) => !this.#open('mask', i));
    const partners = new Map(masked.map((i) => [i, new Set(this.#secretPartners(i))]));
    const cancels = (i: number) => [...(partners.get(i) ?? [])].every((j) => partners.get(j)?.has(i));
    const sums = components(masked, partners).filter((group) =>
      group.every((i) => this.#open('self', i) && cancels(i)),
    );
    return { bare, sums };
  }

  /** Those with whom a device masked its report in a way that the aggregator cannot undo. */
  #secretPartners(index: number): number[] {
    const state = this.#attack.states[index];
    if (state === undefined || this.#open('mask', index)) {
      return [];
    }
    const partners = [
      ...state.signers.map((signer) => signer.index),
      ...state.held.map(({ owner }) => owner),
    ];
    return partners.filter((partner) => !this.#attack.corrupt.has(partner) && !this.#open('mask', partner));
  }
}

/** Groups that masks hold together, in either direction. */
function components(
  nodes: readonly number[],
  partners: ReadonlyMap<number, ReadonlySet<number>>,
): number[][] {
  const left = new Set(nodes);
  const groups: number[][] = [];
  for (const start of nodes) {
    if (left.delete(start)) {
      const group = [start];
      for (let at = 0; at < group.length; at += 1) {
        for (const next of left) {
          if (partners.get(group[at])?.has(next) || partners.get(next)?.has(group[at])) {
            left.delete(next);
            group.push(next);
          }
        }
      }
      groups.push(group);
    }
  }
  return groups;
}

/** A division of the cohort that keeps neighbours together as well as moving one device at a time can. */
export function friendlyHalves({ server, round }: Shared, random: SeededRandom): boolean[] {
  const side = round.devices.map(() => random.chance(0.5));
  const drawn = round.devices.map((_, i) => (server.sealedBy.get(i) ?? []).map(({ receiver }) => receiver));
  for (let round = 0; round < 40; round += 1) {
    for (let i = 0; i < side.length; i += 1) {
      const with1 = drawn[i].filter((j) => side[j]).length;
      const size = side.filter(Boolean).length;
      const wanted = 2 * with1 > drawn[i].length;
      if (wanted !== side[i] && (wanted ? size < 0.6 * side.length : size > 0.4 * side.length)) {
        side[i] = wanted;
      }
    }
  }
  return side;
}

export const everybodyBut = ({ round: { devices } }: Shared, left: ReadonlySet<number>): MemberSet =>
  memberSet(
    devices.length,
    devices.map((_, i) => i).filter((i) => !left.has(i)),
  );

/** Fisher & Yates. */
export function shuffled<T>(values: readonly T[], random: SeededRandom): T[] {
  const all = [...values];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
