import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import type { Answers, Kind } from '@parlour/private-aggregation';
import { asked, mostTitles } from '@parlour/private-aggregation/queries';
import { answersOver } from '@parlour/cli/simulate/answers-over';
import { operatorTokenDoor } from '@parlour/cli/simulate/operator-token-door';
import { makeDevice, type SimulatedDevice, takeItsPart } from '@parlour/cli/simulate/simulated-device';
import { simulatedWorld } from '@parlour/cli/simulate/simulated-world';
import type { CrowdOrder, CrowdSays, LetGo } from './crowd-messages.ts';

/** Devices of no people that answer what people are asked: real tokens, real protocol, real HTTP, in a process of their own. */
const say = (said: CrowdSays) => process.send?.(said);
const [order] = (await once(process, 'message')) as [CrowdOrder];
const { base, invites, leavers, patient, held } = order;
const door = operatorTokenDoor(base, order.credential);
const world = await simulatedWorld(door, order.bundle, 'people');
const { bundle } = world.bundle;
const [query] = bundle.queries;

const gates = new Map<Kind, PromiseWithResolvers<void>>(held.map((kind) => [kind, Promise.withResolvers()]));
process.on('message', ({ letGo }: LetGo) => gates.get(letGo)?.resolve());

/**
 * As many titles as a person may count for, drawn like those of somebody who watches what is well known; everybody knows the first, so that
 * it stands out of the noise.
 */
function drawn(): Float64Array {
  const vector = new Float64Array(query.dimension);
  vector[0] = 1;
  for (let i = 1; i < mostTitles(asked(query, bundle)); i += 1) {
    vector[Math.min(randomInt(query.dimension), randomInt(query.dimension))] = 1;
  }
  return vector;
}

const answers = order.histories && (await answersOver(base, bundle));

/** To every query of the bundle, as the person's own device would. */
function answerOf(device: number): Answers {
  const history = order.histories?.[device];
  if (answers === undefined || history === undefined) return new Map([[query.id, drawn()]]);
  return answers(history.map((item, at) => ({ item, at })));
}

const devices: (SimulatedDevice & { readonly vector: Float64Array })[] = [];
for (const [device, invite] of invites.entries()) {
  const said = answerOf(device);
  const vector = Float64Array.from(said.get(query.id) ?? new Float64Array(query.dimension));
  devices.push({ ...(await makeDevice(world, door, invite, said)), vector });
}
say({ what: 'ready' });

const sum = new Uint32Array(world.plan.dimension);
const plain = new Float64Array(world.plan.dimension);
let reporters = 0;
const count = ({ report, vector }: (typeof devices)[number]) => {
  reporters += 1;
  for (let i = 0; i < sum.length; i += 1) {
    sum[i] += report[i];
    plain[i] += vector[i];
  }
};
const ends = await Promise.all(
  devices.map((device, i) =>
    takeItsPart(
      world,
      base,
      device,
      leavers[i],
      async (kind) => {
        if (i >= devices.length - patient) await gates.get(kind)?.promise;
      },
      ({ kind }) => {
        if (kind === 'report') count(device);
      },
    ),
  ),
);
const counts: Record<string, number> = {};
for (const end of ends) counts[end] = (counts[end] ?? 0) + 1;
say({ what: 'over', ends: counts, reporters, sum: [...sum], plain: [...plain] });
process.disconnect();
