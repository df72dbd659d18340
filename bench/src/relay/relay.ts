import { machine } from '../machine.ts';
import { firstSync } from './first-sync.ts';
import { idleConnections } from './idle-connections.ts';
import { startRelay } from './running-relay.ts';
import { steadyEdits } from './steady-edits.ts';

export interface RelayBenchOptions {
  readonly connections: number;
  readonly edits: number;
  readonly seconds: number;
  readonly rooms: number;
  readonly events: number;
  readonly say?: (line: string) => void;
}

/**
 * A relay alone, on a database of its own, on this machine: devices that are connected and say nothing, edits at a steady rate beside
 * them, and two devices with real cryptography, of which one is new. Linux alone lets so many connections come from so many addresses.
 */
export async function benchRelay(options: RelayBenchOptions): Promise<object> {
  const { connections, edits, seconds, rooms, events, say = () => undefined } = options;
  const relay = await startRelay();
  try {
    say(`${connections} connections ...`);
    const idle = await idleConnections(relay, connections);
    say(`${edits} edits a second ...`);
    const steady = await steadyEdits(relay, { perSecond: edits, seconds, rooms });
    say(`${events} events to a new device ...`);
    const sync = await firstSync(relay, events, 40);
    await Promise.all(idle.clients.map((one) => one.leave()));
    const { clients: _, ...figures } = idle;
    return {
      bench: 'relay',
      machine: machine(),
      idle: { connections, ...figures, seconds: Math.round(idle.seconds * 10) / 10 },
      edits: { wanted: edits, seconds, rooms, ...steady },
      sync,
    };
  } finally {
    await relay.stop();
  }
}
