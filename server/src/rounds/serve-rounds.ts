import type { LegTimes } from '@parlour/wire';
import type { FastifyInstance } from 'fastify';
import type { Notifications } from '../database/notifications.ts';
import { messageKeeper } from './keep-message.ts';
import { legWatch } from './leg-watch.ts';
import { defaultLegTimes } from './leg-times.ts';
import { makeWantedRounds } from './make-wanted-rounds.ts';
import { openRounds } from './open-rounds.ts';
import { outcomeCounts } from './outcome-counts.ts';
import { patience } from './patience.ts';
import { reportParts } from './report-parts.ts';
import type { RoundFrame } from './round-frame.ts';
import { roundRoutes } from './round-routes.ts';
import { waitingRoom } from './waiting-room.ts';

export interface ServingRounds {
  readonly frame: RoundFrame;
  readonly notifications: Pick<Notifications, 'on'>;
  /** Of rounds that are made by demand. */
  readonly times?: LegTimes;
  /** As `RoundRoutes.joinsAMinute`. */
  readonly joinsAMinute?: number | undefined;
  /** Milliseconds that a request waits for something new (default 25,000). */
  readonly patienceMs?: number;
}

/** Everything of rounds that a replica serves, under `/api`; ended with the server. */
export async function serveRounds(server: FastifyInstance, serving: ServingRounds): Promise<void> {
  const { frame, notifications, times = defaultLegTimes, patienceMs = 25_000, joinsAMinute } = serving;
  const onFailure = (error: unknown) =>
    server.log.error({ error: error instanceof Error ? error.name : 'Error' }, 'rounds');
  const rounds = openRounds(frame, notifications);
  const outcomes = outcomeCounts(frame.database, onFailure);
  const watch = legWatch(frame, onFailure);
  const room = waitingRoom({
    frame,
    notifications,
    onFailure,
    onDemand: (hash) => makeWantedRounds(frame, hash, times),
  });
  const parts = reportParts(frame, onFailure);
  const waits = patience(patienceMs);
  await server.register(roundRoutes, {
    prefix: '/api',
    keep: messageKeeper(frame),
    parts,
    rounds,
    waitingRoom: room,
    patience: waits,
    watch,
    outcomes,
    joinsAMinute,
  });
  server.addHook('preClose', async () => {
    waits.end();
    rounds.close();
    await room.close();
    await watch.close();
    await parts.close();
    await outcomes.close();
  });
}
