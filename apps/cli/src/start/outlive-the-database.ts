import { isDatabaseAway } from '@parlour/server';
import { say } from '../say.ts';

/**
 * Keeps the process where the queue's library leaves a rejection unheard because the database went away (it does when a job is
 * just being marked as failed); everything else still ends it.
 */
export function outliveTheDatabase(): void {
  process.on('unhandledRejection', (reason) => {
    if (!isDatabaseAway(reason)) throw reason;
    say('The database went away in the middle of a job; going on.');
  });
}
