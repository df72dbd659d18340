import { momentName } from '@parlour/interface';
import type { TogetherView } from '@parlour/worker/brain-api';

const OBSTACLES = {
  'in-use': 'It waits until you have not used Parlour for a minute.',
  'on-battery': 'It waits until this device is on power.',
  metered: 'It waits for a connection that is not metered.',
} as const;

const LEGS = {
  advertised: 'It has joined a round and waits for the others.',
  drawn: 'It has drawn the devices that it hides among.',
  shared: 'It has exchanged keys with the devices that it hides among.',
  reported: 'Its report has left, under masks that only the sum of all can take off.',
  confirmed: 'It has confirmed whose reports arrived.',
  unmasked: 'It is helping to take the masks off the sum.',
} as const;

/** What the device does at present for the rounds, in a sentence. */
export function doingWords({ doing, leg }: TogetherView): string {
  if (doing === undefined) return 'It takes part in no rounds.';
  switch (doing.what) {
    case 'resting':
      return 'It is looking what is asked.';
    case 'nothing-asked':
      return 'Nothing is asked this week that it could answer.';
    case 'all-off':
      return 'All that it could answer is switched off, so it sends nothing at all.';
    case 'asks-more':
      return 'More is asked than you agreed to. It waits for you.';
    case 'spent':
      return 'Your privacy budget is spent. It takes part in no further rounds.';
    case 'trouble':
      return 'Something stands in the way; it tries again by itself.';
    case 'waiting-for-round':
      return 'It is ready, and waits until enough devices are.';
    case 'in-round':
      return leg === undefined ? 'It is joining a round.' : LEGS[leg];
    case 'token-later':
      return `It asks for this week’s token at a moment chosen at random, at ${momentName(doing.at)} or the next time after it that Parlour is open, so that asking says nothing of when it takes part.`;
    case 'use-later':
      return `It has this week’s token, and first uses it at a moment chosen at random, at ${momentName(doing.at)} or the next time after it that Parlour is open, so that your log-in says nothing of when it takes part.`;
    case 'log-in-needed':
      return 'It has no token for this week. Log in again to get one.';
    case 'done-for-now':
      return `It is done for this week. The next token is for the time from ${momentName(doing.until)} on.`;
    case 'waiting-for-moment':
      return OBSTACLES[doing.obstacle];
  }
}
