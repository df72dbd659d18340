import { ParlourError } from '@parlour/wire';

/** Which parts of Parlour a process runs. */
export interface Roles {
  /** Answers over HTTP. */
  readonly server: boolean;
  /** Works on jobs. */
  readonly queue: boolean;
  /** Carries what a person's own devices seal for each other. */
  readonly relay: boolean;
}

/**
 * The parts that `--role` names; all where it names none.
 *
 * @throws ParlourError `start/unknown-role`.
 */
export function parseRoles(named: string | undefined): Roles {
  if (named === undefined) return { server: true, queue: true, relay: true };
  if (named === 'server' || named === 'queue' || named === 'relay')
    return { server: named === 'server', queue: named === 'queue', relay: named === 'relay' };
  throw new ParlourError('start/unknown-role', {
    message: `"${named}" is not a part of Parlour.`,
    meaning: 'Nothing was started.',
    mend: 'Give --role server, --role queue or --role relay, or leave it out for all on one machine.',
  });
}
