import { counted, type IconName } from '@parlour/interface';
import type { IgnoredView, SyncStatusView } from '@parlour/worker/brain-api';

export interface StatusWords {
  readonly title: string;
  readonly more: string;
  readonly tone: 'good' | 'plain' | 'warn' | 'bad';
  readonly icon: IconName;
}

type Because = Extract<SyncStatusView, { kind: 'blocked' }>['because'];

const BLOCKED: Readonly<Record<Because, readonly [title: string, more: string]>> = {
  'not-a-member': [
    'This device was removed',
    'It reads and sends nothing any more. What is in its vault stays there. Pair it again if it should belong.',
  ],
  'keys-missing': [
    'The keys are missing on this device',
    'Nothing is sent, because it could not be encrypted. What is in the vault is safe. Leave, and pair this device again or use your recovery words.',
  ],
  disputed: [
    'Your devices do not agree about who belongs',
    'Two have removed each other, or recovery words were used while they were replaced. Nothing is sent until it is clear which of them is yours. Open a device by your recovery words: its side counts. If that ends nothing, leave on each device, begin anew on one and pair the others.',
  ],
  unconfirmed: [
    'Look at the list of devices first',
    'This device reads already, and sends nothing before you have said that you know every device below.',
  ],
  storage: [
    'What was done could not be stored',
    'Nothing is sent that is not stored on this device first. It is tried again by itself.',
  ],
  refused: ['The relay refuses this device', 'What you change is kept here and goes nowhere.'],
  gap: [
    'Something that another device has written is missing',
    'The relay has lost it or withholds it. If it stays missing for a minute, your devices begin a fresh room there by themselves and publish everything again.',
  ],
  fork: [
    'One of your devices has two histories',
    'It was copied, or the relay shows it differently to different devices. Your devices begin a fresh room by themselves; if this comes back, remove the device that you do not know.',
  ],
  budget: ['The privacy budget is not shared', 'Everything else is up to date.'],
};

/** What lay at the relay and was ignored; undefined if nothing was. */
export function ignoredWords({ notOurs, isOfRemoved }: IgnoredView): string | undefined {
  const parts = [
    ...(notOurs > 0
      ? [
          `${counted(notOurs, 'thing')} at the relay ${notOurs === 1 ? 'was' : 'were'} ignored, because none of your devices wrote ${notOurs === 1 ? 'it' : 'them'} as ${notOurs === 1 ? 'it lay' : 'they lay'} there.`,
        ]
      : []),
    ...(isOfRemoved ? ['A device that was removed still writes to the relay. Nothing of it counts.'] : []),
  ];
  return parts.length > 0 ? parts.join(' ') : undefined;
}

/** In a person's words: one sentence that is true, and what it means. */
export function statusWords(status: SyncStatusView): StatusWords {
  switch (status.kind) {
    case 'off':
      return { title: 'Off', more: 'Nothing is shared with any other device.', tone: 'plain', icon: 'stop' };
    case 'up-to-date':
      return {
        title: 'Up to date',
        more: 'The relay has everything of this device, and this device everything that it has heard of.',
        tone: 'good',
        icon: 'check',
      };
    case 'waiting':
      return {
        title: status.changes === 0 ? 'Taking in changes' : `${counted(status.changes, 'change')} waiting`,
        more: 'They are on their way to the relay.',
        tone: 'plain',
        icon: 'refresh',
      };
    case 'offline':
      return {
        title: 'Offline',
        more:
          status.changes === 0
            ? 'There is no connection to the relay. It is tried again by itself.'
            : `${counted(status.changes, 'change is', 'changes are')} kept here until there is a connection. It is tried again by itself.`,
        tone: 'warn',
        icon: 'clock',
      };
    case 'blocked': {
      const [title, more] = BLOCKED[status.because];
      return { title, more, tone: 'bad', icon: 'warning' };
    }
  }
}
