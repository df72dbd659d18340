import { ParlourError } from '@parlour/wire';

/** One installation of PostgreSQL: the folder that holds `postgres` and `initdb`, and its major version. */
export interface PostgresBinaries {
  readonly folder: string;
  readonly major: number;
  /** Where they came from: the machine, or an npm package of ours. */
  readonly origin: 'machine' | 'npm';
}

/** Oldest major version that is used. */
export const oldestMajor = 15;

/** Major version of what `postgres --version` prints, or undefined. */
export function parseMajor(printed: string): number | undefined {
  const found = /\(PostgreSQL\) (\d+)/.exec(printed);
  return found ? Number(found[1]) : undefined;
}

/**
 * The binaries for a data folder: of the version that made it (`dataMajor`), since no other opens it; for a new one
 * the machine's newest, else npm's.
 *
 * @throws ParlourError `postgres/none` where there are none, `postgres/other-version` where none fits the data.
 */
export function chooseBinaries(
  candidates: readonly PostgresBinaries[],
  dataMajor?: number,
): PostgresBinaries {
  const usable = candidates
    .filter(({ major }) => (dataMajor === undefined ? major >= oldestMajor : major === dataMajor))
    .sort((a, b) => rank(a) - rank(b) || b.major - a.major);
  if (usable[0]) return usable[0];
  if (dataMajor !== undefined) {
    throw new ParlourError('postgres/other-version', {
      message: `The database was made by PostgreSQL ${dataMajor}, which is not on this machine any more.`,
      meaning: 'Parlour was not started; the data is untouched.',
      mend: `Install PostgreSQL ${dataMajor}, or move the data to a newer one with pg_upgrade.`,
    });
  }
  throw new ParlourError('postgres/none', {
    message: `No PostgreSQL ${oldestMajor} or newer was found, neither on this machine nor from npm.`,
    meaning: 'Parlour was not started.',
    mend: "Install PostgreSQL with the system's package manager, or name a server in DATABASE_URL.",
  });
}

const rank = ({ origin }: PostgresBinaries) => (origin === 'machine' ? 0 : 1);
