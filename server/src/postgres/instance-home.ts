import { chmod, chown, lchown, mkdir, mkdtemp, readdir, realpath, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { canReach, isRoot, type Owner, unusedOwner } from './postgres-owner.ts';

/** The folder of an instance of our own, by its parts. */
export interface InstanceHome {
  readonly folder: string;
  /** PostgreSQL's data folder. */
  readonly data: string;
  /** Folder of its socket, which nobody but its user and root may enter. */
  readonly socket: string;
  /** File with the password of user `parlour`, mode 600. */
  readonly password: string;
  readonly log: string;
  /** As whom PostgreSQL runs; undefined: as ourselves. */
  readonly owner?: Owner;
}

/** Where root's instance lies if its user cannot reach the data folder (`/root` is closed to others). */
const refuge = '/var/lib/parlour';

/**
 * Makes the folder of an own instance, or finds it. As root, PostgreSQL runs as a user of its own; if that one cannot
 * reach `wanted`, the folder lies in `/var/lib/parlour` and `wanted` is a link to it.
 */
export async function openInstanceHome(wanted: string): Promise<InstanceHome> {
  const root = isRoot();
  const path = resolve(wanted);
  await mkdir(dirname(path), { recursive: true });
  const existing = await realpath(path).catch(() => undefined);
  const owner = root ? await ownerOf(existing) : undefined;
  const folder = existing ?? (await make(join(await realpath(dirname(path)), basename(path)), owner));
  const socket = join(folder, 'socket');
  await mkdir(socket, { recursive: true, mode: 0o700 });
  if (owner) await chown(socket, owner.uid, owner.gid);
  return {
    folder,
    data: join(folder, 'data'),
    socket,
    password: join(folder, 'data', 'parlour-password'),
    log: join(folder, 'log'),
    ...(owner && { owner }),
  };
}

async function ownerOf(existing: string | undefined): Promise<Owner> {
  const data = existing && (await stat(join(existing, 'data')).catch(() => undefined));
  return data && data.uid !== 0 ? { uid: data.uid, gid: data.gid } : unusedOwner();
}

async function make(path: string, owner: Owner | undefined): Promise<string> {
  if (owner) await letPass(dirname(path));
  if (!owner || (await canReach(path, owner))) {
    await mkdir(path, { recursive: true, mode: owner ? 0o711 : 0o700 });
    return path;
  }
  await mkdir(refuge, { recursive: true, mode: 0o711 });
  const folder = await mkdtemp(join(refuge, 'postgres-'));
  await chmod(folder, 0o711);
  await symlink(folder, path);
  return folder;
}

/** Lets others pass through a folder of root's, without looking into it: each thing in it has its own mode. */
async function letPass(folder: string): Promise<void> {
  const { mode, uid } = await stat(folder);
  if (uid === 0) await chmod(folder, (mode & 0o7777) | 0o001);
}

/** Gives `folder` and all that it holds to `owner`. */
export async function giveTo(owner: Owner, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), owner.uid, owner.gid);
  }
  await chown(folder, owner.uid, owner.gid);
}
