// A program for tests: a worker that begins a job, says so, and never ends it.
import { connect, type DatabaseAddress } from '../../database/connect.ts';
import { startQueue } from '../start-queue.ts';
import { tasksOn } from '../tasks.ts';

const address = JSON.parse(process.argv[2] ?? '{}') as DatabaseAddress;
const database = connect(address);
await startQueue({
  database,
  address,
  schedule: [],
  steadily: { atStart: [], everyMinute: [] },
  tasks: {
    ...tasksOn(database),
    'clean-up': async () => {
      process.stdout.write('begun\n');
      await new Promise(() => undefined);
    },
  },
});
