import { setTimeout as pause } from 'node:timers/promises';
import type { Kind } from '@parlour/private-aggregation';
import { httpTokens } from '@parlour/private-aggregation/transport';
import type { LegTimes } from '@parlour/wire';
import { currentEpoch } from '../simulate/current-epoch.ts';
import { type SimulatedWorld, simulatedWorld } from '../simulate/simulated-world.ts';
import { simulationBundle } from '../simulate/simulation-bundle.ts';
import { type ChaosDevice, chaosDevice } from './chaos-device.ts';
import type { Cluster } from './cluster.ts';
import type { Dice } from './dice.ts';
import { insist } from './insist.ts';
import { judgeRound, type Verdict } from './judge-round.ts';

/** What devices send in each leg. */
export const kinds = ['advertisement', 'shares', 'report', 'confirmation', 'unmasking'] as const;

/** As small as a sum can be: fifty reports at the least, a few more devices than that. */
const size = { count: 60, dropout: 0.02, dimension: 96, bits: 24 };

const usualTimes: LegTimes = {
  deadline: { advertising: 60, sharing: 40, reporting: 40, confirming: 40, unmasking: 40 },
  grace: 5,
};

export interface ChaosRoundOptions {
  readonly cluster: Cluster;
  readonly dice: Dice;
  /** When it happens: as soon as so many (a share of all) messages of a kind were sent. */
  readonly at: { readonly kind: (typeof kinds)[number]; readonly share: number };
  /** What happens; resolves when everything is there again. */
  readonly strike: () => Promise<void>;
  /** Made by as many devices as wait, with the usual times, instead of by hand. */
  readonly byDemand: boolean;
  readonly times?: LegTimes;
  /** Seconds by which it may end after a deadline, by a clock that is set meanwhile. */
  readonly mostLate?: number;
}

let made = 0;

/** A whole round through which something happens, and what became of it. */
export async function chaosRound(options: ChaosRoundOptions): Promise<Verdict> {
  const { cluster, dice, at, strike, byDemand, times = usualTimes } = options;
  const { bases, operator, database } = cluster;
  const world = await insist(() => publish(cluster));
  const hash = Buffer.from(world.bundle.hash).toString('hex');
  const epochKey = await insist(() => epochKeyOf(cluster, world.bundle.bundle.epoch));
  let sent = 0;
  let struck: Promise<void> | undefined;
  const onSending = (kind: Kind) => {
    if (kind !== at.kind) return;
    sent += 1;
    if (sent >= 1 + Math.floor(at.share * (size.count - 3))) struck ??= strike();
  };
  const leaver = dice.below(2 * size.count);
  const devices: ChaosDevice[] = [];
  for (let i = 0; i < size.count; i += 1) {
    const leavesBefore = i === leaver ? dice.pick(kinds.slice(1)) : undefined;
    devices.push(await chaosDevice({ world, epochKey, bases, leavesBefore, onSending }));
  }
  // An order whose answer is lost must not be given twice, so it is given while nobody is killed.
  if (!byDemand) {
    await cluster.exclusively(async () => {
      // Whoever was killed last is there again; the server has to have found that.
      await insist(() => operator.ask('GET /api/operator/status'));
      await operator.ask('POST /api/operator/rounds', { body: { bundle: hash, legTimes: times } });
    });
  }
  await Promise.all(devices.map((device) => device.takePart()));
  await struck;
  const id = devices[0].round ?? '';
  await untilOver(cluster, id);
  await insist(() => operator.ask('POST /api/operator/bundles/:hash/retire', { params: { hash } }));
  return insist(() => judgeRound(database, world.plan, id, devices, options.mostLate));
}

async function epochKeyOf({ database }: Cluster, epoch: string): Promise<Uint8Array> {
  const { rows } = await database.$client.query<{ private_key: Buffer }>(
    'select private_key from parlour.token_epoch where id = $1',
    [epoch],
  );
  return rows[0].private_key;
}

async function publish({ bases, operator }: Cluster): Promise<SimulatedWorld> {
  const door = httpTokens({ base: bases[0] });
  made += 1;
  const expiry = Date.now() + 7_200_000 + made;
  const { signed } = await operator.ask('POST /api/operator/bundles', {
    body: simulationBundle(size, await currentEpoch(door), expiry),
  });
  return simulatedWorld(door, signed);
}

/** Nobody mends anything: it comes to its end by itself, or the test to its time limit. */
async function untilOver({ database }: Cluster, id: string): Promise<void> {
  for (;;) {
    const { rowCount } = await insist(() =>
      database.$client.query('select from parlour.round where id = $1 and ended_at is not null', [
        Buffer.from(id, 'hex'),
      ]),
    );
    if (rowCount === 1) return;
    await pause(100);
  }
}
