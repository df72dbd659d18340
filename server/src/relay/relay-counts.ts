import type { RelayRefusal } from '@parlour/wire/relay';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What a relay counts: numbers of this process, with nothing of which room or whose. */
export interface RelayCounts {
  connections(now: number): void;
  rooms(now: number): void;
  kept(bytes: number, seconds: number): void;
  closed(reason: RelayRefusal): void;
}

export function relayCounts(registry: Registry): RelayCounts {
  const registers = [registry];
  const connections = new Gauge({
    name: 'parlour_relay_connections',
    help: 'Connections of devices to rooms of this relay',
    registers,
  });
  const rooms = new Gauge({
    name: 'parlour_relay_rooms_open',
    help: 'Rooms with a connection to this relay',
    registers,
  });
  const bytes = new Counter({
    name: 'parlour_relay_bytes_total',
    help: 'Bytes of sealed updates that were kept',
    registers,
  });
  const seconds = new Histogram({
    name: 'parlour_relay_keep_seconds',
    help: 'Time until an update was on disk',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers,
  });
  const closed = new Counter({
    name: 'parlour_relay_closed_total',
    help: 'Connections that the relay closed, by why',
    labelNames: ['reason'] as const,
    registers,
  });
  return {
    connections: (now) => connections.set(now),
    rooms: (now) => rooms.set(now),
    kept(length, took) {
      bytes.inc(length);
      seconds.observe(took);
    },
    closed: (reason) => closed.inc({ reason }),
  };
}
