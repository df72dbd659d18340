import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

/** A user and group of the system, by number. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Highest number that distributions give to people; looked down from, for one that nobody has. */
const highest = 59_999;

/** Whether this process runs as root, as whom PostgreSQL refuses to run. */
export const isRoot = () => userInfo().uid === 0;

/** User numbers and names of `/etc/passwd`. */
async function users(): Promise<{ name: string; uid: number; gid: number }[]> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  return lines
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** A user that nobody else is, so that no other service of the machine can read the data. */
export async function unusedOwner(): Promise<Owner> {
  const taken = new Set((await users()).map(({ uid }) => uid));
  let uid = highest;
  while (taken.has(uid)) uid -= 1;
  return { uid, gid: uid };
}

/** A user with a name, which `initdb` wants to be run by: `nobody`, else any but root. */
export async function namedOwner(): Promise<Owner> {
  const all = (await users()).filter(({ uid }) => uid > 0);
  const one = all.find(({ name }) => name === 'nobody') ?? all[0];
  if (!one) throw new Error('/etc/passwd names no user but root');
  return { uid: one.uid, gid: one.gid };
}

/** Whether `owner` may pass through every folder above `path` (by permission bits; access lists are not read). */
export async function canReach(path: string, owner: Owner): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
