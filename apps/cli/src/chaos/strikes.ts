import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import type { Dice } from './dice.ts';

/** Who is killed. */
export const victims = ['replica', 'worker', 'database', 'all'] as const;
export type Victim = (typeof victims)[number];

/** Kills somebody with SIGKILL, and has it started again after a moment, as a supervisor would. */
export function strikeAt(cluster: Cluster, victim: Victim, dice: Dice): () => Promise<void> {
  const { replicas, workers, postgres } = cluster;
  const away = () => pause(1_000 * dice.roll());
  const startAgain = async (one: { kill(): Promise<void>; start(): Promise<unknown> }) => {
    await one.kill();
    await away();
    await one.start();
  };
  const strikes: Record<Victim, () => Promise<void>> = {
    replica: () => startAgain(dice.pick(replicas)),
    worker: () => startAgain(dice.pick(workers)),
    database: () =>
      dice.roll() < 0.5
        ? startAgain(postgres)
        : postgres
            .killOneOfIts((count) => dice.below(count))
            .then(away)
            // It recovers by itself, which may take longer.
            .then(async () => void (await postgres.start())),
    async all() {
      const parts = [...replicas, ...workers];
      await Promise.all([...parts, postgres].map((each) => each.kill()));
      await away();
      await postgres.start();
      await Promise.all(parts.map((each) => each.start()));
    },
  };
  return () => cluster.exclusively(strikes[victim]);
}
