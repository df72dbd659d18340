import { randomBytes } from 'node:crypto';
import websocket from '@fastify/websocket';
import { closeCodeOf, RELAY_LIMITS, relayError, RelayId } from '@parlour/wire/relay';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Database } from '../database/connect.ts';
import type { Notifications } from '../database/notifications.ts';
import { httpError } from '../problems/http-error.ts';
import { inTurn } from './in-turn.ts';
import { loadsBySize } from './loads-by-size.ts';
import { keepUpdates } from './keep-updates.ts';
import { openRooms } from './open-rooms.ts';
import { places } from './places.ts';
import type { RelayCounts } from './relay-counts.ts';
import type { RelayFrame } from './relay-frame.ts';
import type { RelayNames } from './relay-names.ts';
import type { RelayQuotas } from './relay-quotas.ts';
import { RoomSocket } from './room-socket.ts';

export interface ServingRooms {
  readonly database: Database;
  readonly notifications: Pick<Notifications, 'on'>;
  readonly counts: RelayCounts;
  readonly quotas: RelayQuotas;
  readonly names: RelayNames;
}

const beatMs = 20_000;
/** Bytes that rooms take in memory while they are sent: those of usual size, and as many of those that are larger than this. */
const loadBytes = 2 ** 28;
const largeLoad = 2 ** 26;

/** The sockets of rooms, at `rooms/:id`; they are let go when the server closes, once what came is kept. */
export async function serveRooms(server: FastifyInstance, serving: ServingRooms): Promise<void> {
  const { database, notifications, counts, quotas, names } = serving;
  const replica = randomBytes(4).toString('hex');
  const onFailure = (error: unknown) =>
    server.log.error({ error: error instanceof Error ? error.name : 'Error' }, 'relay');
  const rooms = openRooms(database, notifications, replica, onFailure);
  const frame: RelayFrame = {
    database,
    replica,
    rooms,
    quotas,
    counts,
    keep: keepUpdates(database, replica, quotas.roomBytes),
    loads: loadsBySize(loadBytes, largeLoad),
    unfinished: { bytes: 0 },
    now: () => performance.now(),
    onFailure,
  };
  const connections = new Set<RoomSocket>();
  const counted = places(quotas);
  const count = () => {
    counts.connections(connections.size);
    counts.rooms(rooms.size);
  };
  const beating = inTurn(connections, (one) => one.beat(), beatMs);
  const counting = setInterval(() => {
    counted.forget();
    count();
  }, beatMs).unref();
  let isClosing = false;

  await server.register(websocket, {
    options: { maxPayload: RELAY_LIMITS.messageBytes, perMessageDeflate: false, clientTracking: false },
    // What goes wrong with a socket closes it.
    errorHandler: (_error, socket) => socket.terminate(),
    async preClose() {
      isClosing = true;
      beating.stop();
      clearInterval(counting);
      await Promise.all([...connections].map((one) => one.drain()));
      await rooms.close();
    },
  });
  server.route({
    method: 'GET',
    url: '/api/sync/rooms/:id',
    handler: async ({ params }) => {
      throw v.is(Params, params) ? relayError('not-a-socket') : httpError('malformed');
    },
    wsHandler(socket, { params, ip, raw, host }) {
      const entering = v.safeParse(Params, params);
      const place = entering.success && !isClosing ? counted.enter(ip) : undefined;
      if (!entering.success || place === undefined) {
        const refusal = isClosing ? 'unavailable' : entering.success ? 'too-many-connections' : 'malformed';
        counts.closed(refusal);
        socket.close(closeCodeOf(refusal));
        return;
      }
      const one = new RoomSocket(frame, socket, raw.socket, {
        room: entering.output.id,
        place,
        names: names(host),
      });
      connections.add(one);
      count();
      socket.on('close', () => {
        connections.delete(one);
        count();
      });
    },
  });
}

const Params = v.object({ id: RelayId });
