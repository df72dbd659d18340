import { ParlourError } from '@parlour/wire';

const texts = {
  spent: {
    message: 'The privacy budget of this device is spent.',
    meaning: 'It takes part in no further rounds; everything else works as before.',
    mend: 'There is nothing to do. You may open another budget if you want to go on taking part.',
  },
  answered: {
    message: 'This device has answered these questions as often as they allow.',
    meaning: 'It does not answer them again, whoever asks.',
    mend: 'There is nothing to do: the device waits for the next questions.',
  },
  'already-reserved': {
    message: 'This report has been paid for already.',
    meaning: 'It is not sent a second time in another form.',
    mend: 'There is nothing to do: the stored report is sent again as it is, or not at all.',
  },
  'bad-cost': {
    message: 'The privacy cost of a report makes no sense.',
    meaning: 'The report was not sent and nothing was spent.',
    mend: 'Update Parlour on this device.',
  },
  'bad-allotment': {
    message: 'This part of the privacy budget cannot be moved.',
    meaning: 'Both devices keep what they have.',
    mend: 'Choose a part that this device still has, and another of your devices.',
  },
  'not-for-this-device': {
    message: 'A part of the privacy budget was meant for another device.',
    meaning: 'It was not added here.',
    mend: 'There is nothing to do. If the other device is gone, that part is lost.',
  },
  'sum-not-shown': {
    message:
      'A further privacy budget can only be opened by somebody who was shown what all of them add up to.',
    meaning: 'No budget was opened.',
    mend: 'Open the privacy page, read the sum, and confirm it.',
  },
  'id-taken': {
    message: 'Something in the privacy record was to be named like something else.',
    meaning: 'Nothing was changed.',
    mend: 'Try again.',
  },
  malformed: {
    message: 'Something that was to be written into the privacy record is not in its form.',
    meaning: 'Nothing was changed.',
    mend: 'Update Parlour on this device.',
  },
  corrupt: {
    message: 'The privacy record of this device is damaged.',
    meaning: 'This device takes part in no rounds, because it cannot tell what it has spent.',
    mend: 'Restore the profile from a sound copy, or set this device up again.',
  },
  forked: {
    message: 'There are two privacy records of the same device that contradict each other.',
    meaning: 'This device takes part in no rounds: a copied profile could spend its budget twice.',
    mend: 'Keep one of the copies and set the other up as a device of its own.',
  },
  'rolled-back': {
    message: 'The privacy record of this device has lost its latest entries.',
    meaning: 'This device takes part in no rounds, because it cannot tell what it has spent.',
    mend: 'Set this device up again; it will start without a budget.',
  },
} as const;

export type LedgerProblem = keyof typeof texts;

/** The error for a refused change or an unusable ledger; its code is `ledger/<problem>`. The ledger stays as it was. */
export function ledgerError(problem: LedgerProblem, options?: ErrorOptions): ParlourError {
  return new ParlourError(`ledger/${problem}`, texts[problem], options);
}
