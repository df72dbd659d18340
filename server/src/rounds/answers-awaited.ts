import { memberCount, type ServerState } from '@parlour/private-aggregation';

/** How many devices the open leg waits for. */
export interface AnswersAwaited {
  /** Nobody else can answer. */
  readonly all: number;
  /** From here on only a short grace is waited: what the declared dropouts leave, and never fewer than a sum needs. */
  readonly quorum: number;
}

/** Of a state at the beginning of a leg; undefined where no device is waited for. */
export function answersAwaited(state: ServerState): AnswersAwaited | undefined {
  const { minimumReports, dropoutRate, cohortSize } = state.setup;
  const most = (all: number): AnswersAwaited => {
    const left = Math.ceil((1 - dropoutRate) * ('clients' in state ? state.clients.length : cohortSize));
    return { all, quorum: Math.min(all, Math.max(minimumReports, left)) };
  };
  switch (state.phase) {
    case 'advertising':
      return { all: cohortSize, quorum: cohortSize };
    case 'sharing':
      return most(state.clients.length);
    case 'reporting':
      return most(memberCount(state.sharers));
    case 'confirming':
      return most(memberCount(state.survivors));
    case 'unmasking':
      return most(state.confirmations.size);
    default:
      return undefined;
  }
}
