import { parentPort, workerData } from 'node:worker_threads';
import type { Kind } from '@parlour/private-aggregation';
import type { DevicesHear, DevicesOrder, DevicesOutcome, DevicesSay } from './device-messages.ts';
import { operatorTokenDoor } from './operator-token-door.ts';
import { randomVector } from './random-vector.ts';
import { clock, type RequestTime } from './request-times.ts';
import { makeDevice, type SimulatedDevice, takeItsPart } from './simulated-device.ts';
import { sharedChecks } from './shared-checks.ts';
import { stages } from './stages.ts';
import { type SimulatedWorld, simulatedWorld } from './simulated-world.ts';

const port = parentPort;
if (port === null) throw new TypeError('devices run in a thread of their own');
const say = (said: DevicesSay) => port.postMessage(said);
const order = workerData as DevicesOrder;

const tokens: RequestTime[] = [];
const open = operatorTokenDoor(order.base, order.credential);
const door: typeof open = {
  ...open,
  async ask(request) {
    const from = clock();
    const answer = await open.ask(request);
    tokens.push({ kind: 'token', from, to: clock() });
    return answer;
  },
};
const own = await simulatedWorld(door, order.bundle);
const world = order.sharesChecks ? { ...own, tools: sharedChecks(own.tools) } : own;
const devices: SimulatedDevice[] = [];
for (const invite of order.invites) devices.push(await makeDevice(world, door, invite));
const stage = stages(devices.length, (kind) => say({ what: 'staged', kind }));
const begun = new Promise<void>((resolve) => {
  port.on('message', (heard: DevicesHear) => {
    if (heard.what === 'begin') resolve();
    else stage.go(heard.kind);
  });
});
say({ what: 'ready', tokens });
await begun;
say({ what: 'over', outcome: await takeTheirPart(world, order, devices) });
port.close();

async function takeTheirPart(
  { plan }: SimulatedWorld,
  { base, leavers, isStaged }: DevicesOrder,
  all: readonly SimulatedDevice[],
): Promise<DevicesOutcome> {
  const times: RequestTime[] = [];
  const reporters: SimulatedDevice[] = [];
  const ready = (kind: Kind) => (isStaged ? stage.ready(kind) : Promise.resolve());
  const ends = await Promise.all(
    all.map(async (device, i) => {
      const end = await takeItsPart(world, base, device, leavers[i], ready, (time) => {
        times.push(time);
        if (time.kind === 'report') reporters.push(device);
      });
      stage.gone();
      return end;
    }),
  );
  const sum = new Uint32Array(plan.dimension);
  const plain = new Float64Array(plan.dimension);
  for (const { report, vectorSeed } of reporters) {
    const vector = randomVector(vectorSeed, plan.dimension);
    for (let i = 0; i < sum.length; i += 1) {
      sum[i] += report[i];
      plain[i] += vector[i];
    }
  }
  const counts: Record<string, number> = {};
  for (const end of ends) counts[end] = (counts[end] ?? 0) + 1;
  return { ends: counts, times, reporters: reporters.length, sum, plain };
}
