import { ParlourError } from '@parlour/wire';

/** The line is broken; what was sent may have arrived, and is sent again as it was. */
export const unreachable = (cause: unknown): ParlourError =>
  new ParlourError(
    'aggregation/unreachable',
    {
      message: 'The aggregator cannot be reached.',
      meaning: 'The round goes on without this device unless the connection comes back in time.',
      mend: 'There is nothing to do: the device tries again by itself.',
    },
    { cause },
  );

/** The aggregator refused. @param code its own, where it gave one. */
export const refusedByAggregator = (status: number, code: string | undefined): ParlourError =>
  new ParlourError(code ?? 'aggregation/refused', {
    message: `The aggregator refused a message of this device (${status}).`,
    meaning: 'This device takes no further part in this round.',
    mend: 'There is nothing to do: the device waits for another round.',
  });
