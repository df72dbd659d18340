import { clientStep } from '../client/client.ts';
import type { ClientState, Confirmed, Reported } from '../client/client-state.ts';
import { isMember, type MemberSet, memberSet } from '../member-set.ts';
import { type Countersignature, writeConfirmation, writeConfirmations } from '../messages/confirmation.ts';
import { type Kind, NO_INDEX, signatureOf, signMessage } from '../messages/signed-message.ts';
import { writeSurvivors } from '../messages/survivors.ts';
import type { Confirming } from '../aggregator/server-state.ts';
import { runLegs } from '../test/obedient-round.ts';
import { closeLeg } from '../aggregator/close-leg.ts';
import { cheapTestSuite as suite } from '../test/cheap-test-suite.ts';
import type { SeededRandom } from '../test/seeded-random.ts';
import { testRound, type TestRound } from '../test/test-round.ts';

/**
 * A malicious aggregator after all reports are in: it knows the graph, has devices of its own among the cohort, and
 * may tell every device another list of survivors. All it gets back is gathered, and what it can then compute is found
 * out from the graph, without mercy: any secret of which it has `threshold` shares is its own.
 */
export interface Attacked {
  readonly round: TestRound;
  readonly server: Confirming;
  readonly corrupt: ReadonlySet<number>;
  readonly states: readonly Reported[];
}

export async function attacked(seed: number, devices: number, minimumReports: number): Promise<Attacked> {
  const rates = { adversarialRate: 0.1, dropoutRate: 0.1 };
  const round = await testRound(suite, { seed, devices, dimension: 2, bits: 16, minimumReports, ...rates });
  const running = await runLegs(round, 'reporting');
  const server = (await closeLeg(round.tools, running.server)) as Confirming;
  const order = Array.from({ length: devices }, (_, i) => i).toSorted(() => round.random.below(3) - 1);
  const corrupt = new Set(order.slice(0, Math.floor(devices * rates.adversarialRate)));
  return { round, server, corrupt, states: round.devices.map(({ state }) => state as Reported) };
}

/** Which survivors each device is told. */
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
    const done = await passOnSignatures(attack, state, confirmed, view);
    if (done !== undefined) {
      opened += 1;
      for (const { owner } of state.held) {
        shares.add(isMember(state.survivors, owner) ? 'self' : 'mask', owner);
      }
    }
  }
  return { ...shares.learned(), opened };
}

const send = ({ round }: Attacked, { context }: ClientState, kind: Kind, body: Uint8Array<ArrayBuffer>) =>
  signMessage(suite, { kind, context, sender: NO_INDEX }, body, round.tools.signingSeed);

async function tellSurvivors(attack: Attacked, view: View): Promise<Map<number, Confirmed>> {
  const confirmed = new Map<number, Confirmed>();
  for (const [index, state] of attack.states.entries()) {
    if (!attack.corrupt.has(index)) {
      const survivors = view(index);
      const dropped = state.sharers.map((bits, i) => bits & ~survivors[i]);
      const message = await send(attack, state, 'survivors', writeSurvivors({ survivors, dropped }));
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
  view: View,
): Promise<ClientState | undefined> {
  const body = writeConfirmation({ sharers: state.sharers, survivors: state.survivors });
  const signatures: Countersignature[] = [];
  for (const { index: signer } of state.signers.toSorted((a, b) => a.index - b.index)) {
    const mate = confirmed.get(signer);
    if (attack.corrupt.has(signer) && isMember(view(state.index), signer)) {
      const header = { kind: 'confirmation', context: state.context, sender: signer } as const;
      const forged = await signMessage(suite, header, body, attack.round.devices[signer].signingSeed);
      signatures.push({ signer, signature: signatureOf(forged) });
    } else if (mate !== undefined && Buffer.from(mate.survivors).equals(state.survivors)) {
      signatures.push({ signer, signature: signatureOf(mate.outbox) });
    }
  }
  const message = await send(attack, state, 'confirmations', writeConfirmations(signatures));
  return clientStep(attack.round.tools, structuredClone(state), message).catch(() => undefined);
}

/** Shares in the aggregator's hands, and what follows from them. */
class Shares {
  readonly #attack: Attacked;
  readonly #counts = { self: new Map<number, number>(), mask: new Map<number, number>() };

  constructor(attack: Attacked) {
    this.#attack = attack;
    for (const index of attack.corrupt) {
      for (const { owner } of attack.states[index].held) {
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

  learned(): Omit<Learned, 'opened'> {
    const { states, corrupt } = this.#attack;
    const honest = states.map((_, i) => i).filter((i) => !corrupt.has(i));
    const bare = honest.filter((i) => this.#open('self', i) && this.#open('mask', i));
    const masked = honest.filter((i) => !this.#open('mask', i));
    const sums = components(masked, this.#partners()).filter((group) =>
      group.every((i) => this.#open('self', i)),
    );
    return { bare, sums };
  }

  #partners(): ReadonlyMap<number, ReadonlySet<number>> {
    const partners = new Map<number, Set<number>>();
    for (const [sender, sealed] of this.#attack.server.sealedBy) {
      for (const { receiver } of sealed) {
        partners.set(sender, (partners.get(sender) ?? new Set()).add(receiver));
        partners.set(receiver, (partners.get(receiver) ?? new Set()).add(sender));
      }
    }
    return partners;
  }
}

/** Groups that masks whose both ends are secret hold together. */
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
        for (const next of partners.get(group[at]) ?? []) {
          if (left.delete(next)) {
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
export function friendlyHalves(attack: Attacked, random: SeededRandom): boolean[] {
  const { server, states } = attack;
  const side = states.map(() => random.chance(0.5));
  const drawn = states.map((_, i) => (server.sealedBy.get(i) ?? []).map(({ receiver }) => receiver));
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

export const everybodyBut = ({ states }: Attacked, left: ReadonlySet<number>): MemberSet =>
  memberSet(
    states.length,
    states.map((_, i) => i).filter((i) => !left.has(i)),
  );
