import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { DevicesOrder, DevicesOutcome, DevicesSay } from './device-messages.ts';
import { operatorTokenDoor } from './operator-token-door.ts';
import { clock, type RequestTime } from './request-times.ts';
import { makeDevice, type SimulatedDevice, takeItsPart } from './simulated-device.ts';
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
const world = await simulatedWorld(door, order.bundle);
const devices: SimulatedDevice[] = [];
for (const invite of order.invites) devices.push(await makeDevice(world, door, invite));
const begin = once(port, 'message');
say({ what: 'ready', tokens });
await begin;
say({ what: 'over', outcome: await takeTheirPart(world, order, devices) });
port.close();

async function takeTheirPart(
  { plan }: SimulatedWorld,
  { base, leavers }: DevicesOrder,
  all: readonly SimulatedDevice[],
): Promise<DevicesOutcome> {
  const times: RequestTime[] = [];
  const sum = new Uint32Array(plan.dimension);
  const plain = new Float64Array(plan.dimension);
  let reporters = 0;
  const count = ({ report, vector }: SimulatedDevice) => {
    reporters += 1;
    for (let i = 0; i < sum.length; i += 1) {
      sum[i] += report[i];
      plain[i] += vector[i];
    }
  };
  const ends = await Promise.all(
    all.map((device, i) =>
      takeItsPart(world, base, device, leavers[i], (time) => {
        times.push(time);
        if (time.kind === 'report') count(device);
      }),
    ),
  );
  const counts: Record<string, number> = {};
  for (const end of ends) counts[end] = (counts[end] ?? 0) + 1;
  return { ends: counts, times, reporters, sum, plain };
}
