import { ParlourError } from '@parlour/wire';

const NOTHING = 'Nothing was changed.';

/** What can be wrong with what an operator asks. */
const texts = {
  'no-credential': {
    message: 'This is for the operators of this Parlour only.',
    meaning: NOTHING,
    mend: "Sign in to the console, or give the credential that lies in the data folder's file operator-credential.",
  },
  'not-operator': {
    message: 'This account may look at everything and change nothing.',
    meaning: NOTHING,
    mend: 'Ask an operator to do it, or to make this account an operator.',
  },
  'no-metrics-token': {
    message: 'These figures are for the machine that Parlour runs on, and for whoever has their token.',
    meaning: NOTHING,
    mend: 'Give the token that PARLOUR_METRICS_TOKEN sets for the server.',
  },
  'malformed-request': {
    message: 'The request is not in the form that this server reads.',
    meaning: NOTHING,
    mend: 'Use the command line of the same version as the server.',
  },
  'unknown-round': {
    message: 'There is no such round.',
    meaning: NOTHING,
    mend: 'Look at the list of rounds.',
  },
  'round-ended': {
    message: 'The round is over.',
    meaning: 'What it released stays; nothing was changed.',
    mend: 'Look at the list of rounds.',
  },
  'no-sum': {
    message: 'The round has no sum.',
    meaning: 'It is not over yet, or ended without a release.',
    mend: 'Look at the list of rounds.',
  },
  'bad-cron': {
    message: 'This is no crontab expression, or it names a time that never comes.',
    meaning: NOTHING,
    mend: 'Give minute, hour, day of the month, month and day of the week in UTC, such as 30 4 * * 1.',
  },
  'unknown-schedule': {
    message: 'There is no such schedule.',
    meaning: NOTHING,
    mend: 'Look at the list of schedules.',
  },
  'unknown-source': {
    message: 'There is no such source.',
    meaning: NOTHING,
    mend: 'Look at the list of sources.',
  },
  'unknown-invites': {
    message: 'There is no such batch of invites.',
    meaning: NOTHING,
    mend: 'Look at the list of invites.',
  },
  'unknown-job': {
    message: 'There is no such job.',
    meaning: NOTHING,
    mend: 'Look at the list of jobs.',
  },
  'job-over': {
    message: 'The job is over.',
    meaning: 'What it came to stays; nothing was changed.',
    mend: 'Look at the list of jobs.',
  },
  'job-whole': {
    message: 'The catalogue is being published, which is done whole.',
    meaning: 'The job goes on; it takes seconds.',
    mend: 'Wait for it; a promotion can be rolled back afterwards.',
  },
  'job-failed': {
    message: 'The job failed for a reason that Parlour does not know.',
    meaning: 'What it had begun was not finished; everything else is as it was.',
    mend: "Try again; if it stays so, look at the queue's log.",
  },
  'empty-file': {
    message: 'The file is empty.',
    meaning: NOTHING,
    mend: 'Choose the file again.',
  },
  'no-folder': {
    message: 'This server has no data folder to put files into.',
    meaning: NOTHING,
    mend: 'Start it with npm start or parlour start.',
  },
  'upload-cut': {
    message: 'The file did not arrive whole.',
    meaning: NOTHING,
    mend: 'Send it again.',
  },
  'unknown-model': {
    message: 'There is no such version of a model.',
    meaning: NOTHING,
    mend: 'Look at the list of models.',
  },
  'no-canary': {
    message: 'A model of this kind cannot be tried by a share of people.',
    meaning: NOTHING,
    mend: 'Promote it for everybody; collaborative models, fusion weights and what was learned together can be tried.',
  },
  'no-gate': {
    message: 'This model was not found fit on public data by this server, and so is no candidate.',
    meaning: NOTHING,
    mend: 'Promote one that a run on this server learned and passed; npx parlour models runs lists them.',
  },
  'nothing-before': {
    message: 'There is nothing to roll back to.',
    meaning: NOTHING,
    mend: 'Promote another version.',
  },
} as const;

export type OperatorProblem = keyof typeof texts;

/** The error; its code is `operators/<problem>`. */
export const operatorError = (problem: OperatorProblem, options?: ErrorOptions): ParlourError =>
  new ParlourError(`operators/${problem}`, texts[problem], options);
