// A program for tests: opens the instance in the folder that it is given, says so, and holds it until it is killed.
import { openOwnInstance } from '../own-instance.ts';

await openOwnInstance({
  folder: process.argv[2] ?? '',
  search: { path: process.env.PATH, only: process.env.PARLOUR_POSTGRES },
  alone: true,
});
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
