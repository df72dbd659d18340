import { bytes, count, percent } from '@parlour/interface';
import type { Health } from '@parlour/wire/api';
import { ShareBar } from '../../components/share-bar.tsx';
import { Stat, Stats } from '../../components/stat.tsx';
import { duration } from '../../format/ago.ts';

/** The figures that are looked at first. */
export function DiskAndDatabase({ health: { queue, database, disk, processes } }: { health: Health }) {
  const taken = 1 - disk.freeBytes / disk.bytes;
  const connections = database.connections / database.mostConnections;
  const servers = processes.filter(({ kind }) => kind === 'server').length;
  return (
    <Stats>
      <Stat name="Queue" value={count(queue.depth)}>
        {queue.depth === 0 ? 'nothing waits' : `the oldest for ${duration(queue.oldestMs)}`}
      </Stat>
      <Stat name="Database" value={bytes(database.bytes)}>
        <ShareBar share={connections} tone={connections > 0.8 ? 'warn' : 'plain'} />
        {database.connections} of {database.mostConnections} connections
      </Stat>
      <Stat name="Disk" value={`${bytes(disk.freeBytes)} free`}>
        <ShareBar share={taken} tone={taken > 0.95 ? 'bad' : taken > 0.85 ? 'warn' : 'plain'} />
        {percent(taken)} of {bytes(disk.bytes)} taken
      </Stat>
      <Stat name="Replicas" value={count(servers)}>
        and {count(processes.length - servers)} queue{' '}
        {processes.length - servers === 1 ? 'worker' : 'workers'}
      </Stat>
    </Stats>
  );
}
