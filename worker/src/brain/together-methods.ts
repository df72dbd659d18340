import type { BrainApi } from '../brain-api/index.ts';
import type { Home } from './home.ts';

type TogetherMethods = Pick<
  BrainApi,
  | 'together'
  | 'lookAtQuestions'
  | 'takePart'
  | 'logInAgain'
  | 'agreeToQuestions'
  | 'declineTogether'
  | 'switchQuery'
  | 'stopTakingPart'
  | 'sentBytes'
>;

/** What the page may ask of learning together. @param atHome throws `vault/locked`. */
export const togetherMethods = (atHome: () => Pick<Home, 'together' | 'recommender'>): TogetherMethods => ({
  together: async () => {
    const here = atHome();
    here.recommender.choose();
    return (await here.together()).view();
  },
  lookAtQuestions: async () => (await atHome().together()).look(),
  takePart: async (way, off) => (await atHome().together()).begin(way, off),
  logInAgain: async (code) => (await atHome().together()).logInAgain(code),
  agreeToQuestions: async () => (await atHome().together()).agree(),
  declineTogether: async () => (await atHome().together()).decline(),
  switchQuery: async (family, isOn) => (await atHome().together()).switchQuery(family, isOn),
  stopTakingPart: async () => (await atHome().together()).stop(),
  sentBytes: async (round) => new Blob([(await atHome().together()).sentBytes(round)]),
});
