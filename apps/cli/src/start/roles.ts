import { ParlourError } from '@parlour/wire';

/** Which parts of Parlour a process runs. */
export interface Roles {
  /** Answers over HTTP. */
  readonly server: boolean;
  /** Works on jobs. */
  readonly queue: boolean;
}

/**
 * The parts that `--role` names; all where it names none.
 *
 * @throws ParlourError `start/unknown-role`, `start/no-relay`.
 */
export function parseRoles(named: string | undefined): Roles {
  if (named === undefined) return { server: true, queue: true };
  if (named === 'server' || named === 'queue')
    return { server: named === 'server', queue: named === 'queue' };
  if (named === 'relay') {
    throw new ParlourError('start/no-relay', {
      message: 'This version of Parlour has no relay.',
      meaning: 'Nothing was started.',
      mend: 'Start the other parts: --role server, --role queue, or both without --role.',
    });
  }
  throw new ParlourError('start/unknown-role', {
    message: `"${named}" is not a part of Parlour.`,
    meaning: 'Nothing was started.',
    mend: 'Give --role server, --role queue or --role relay, or leave it out for all on one machine.',
  });
}
