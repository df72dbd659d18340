import { statfs } from 'node:fs/promises';
import type { Health } from '@parlour/wire/api';
import type { Database } from '../database/connect.ts';
import { livingProcesses } from '../processes/living-processes.ts';
import { databaseHealth } from './database-health.ts';
import { queueHealth } from './queue-health.ts';

/** @param folder on the file system whose free space is told. */
export async function healthReport(database: Database, folder: string): Promise<Health> {
  const [queue, known, disk, processes] = await Promise.all([
    queueHealth(database),
    databaseHealth(database),
    statfs(folder),
    livingProcesses(database),
  ]);
  return {
    queue,
    database: known,
    disk: { bytes: disk.blocks * disk.bsize, freeBytes: disk.bavail * disk.bsize },
    processes,
  };
}
