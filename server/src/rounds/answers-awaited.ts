import { memberCount, opensEverything, type ServerState } from '@parlour/private-aggregation';

/** How many devices the open leg waits for. */
export interface AnswersAwaited {
  /** Nobody else can answer. */
  readonly all: number;
  /** From here on only a short grace is waited. */
  readonly quorum: number;
  /** Whether those who have answered (signing keys, hex) are enough, so that no further answer changes anything. */
  readonly isEnough?: (answered: readonly string[]) => boolean;
}

/** Of a state at the beginning of a leg; undefined where no device is waited for. */
export function answersAwaited(state: ServerState): AnswersAwaited | undefined {
  const { minimumReports, dropoutRate, cohortSize } = state.setup;
  /** A report more is worth waiting for as long as the declared dropouts are not reached, and as long as a sum lacks it. */
  const most = (all: number): AnswersAwaited => {
    const left = Math.ceil((1 - dropoutRate) * ('clients' in state ? state.clients.length : cohortSize));
    return { all, quorum: Math.min(all, Math.max(minimumReports, left)) };
  };
  /** Reports are in: whoever leaves now leaves no report out, so as many may as the protocol can do without. */
  const rest = (all: number, threshold: number): AnswersAwaited => ({
    all,
    quorum: Math.min(all, Math.max(threshold, Math.ceil((1 - dropoutRate) * all))),
  });
  switch (state.phase) {
    case 'advertising':
      return { all: cohortSize, quorum: cohortSize };
    case 'sharing':
      return most(state.clients.length);
    case 'reporting':
      return most(memberCount(state.sharers));
    case 'confirming':
      return rest(memberCount(state.survivors), state.graph.threshold);
    case 'unmasking':
      return {
        ...rest(state.confirmations.size, state.graph.threshold),
        isEnough: (answered) => opensEverything(state, answered),
      };
    default:
      return undefined;
  }
}
