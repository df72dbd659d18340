import { moods } from '../moods/mood-words.ts';
import { deviceTypes } from '../strategies/strategy.ts';
import { badRequest } from './recommend-error.ts';
import { mostTitles, type RecommendRequest, type RequestContext } from './recommend-request.ts';

/** What comes from a page or over a wire may be anything, whatever its type says. @throws ParlourError `recommend/bad-request` */
export function checkRequest(request: RecommendRequest): void {
  const { count, seed, maxRuntime, context } = request;
  checkCount(count);
  if (seed !== undefined && !Number.isFinite(seed)) throw badRequest('its seed is not a number');
  checkMinutes(maxRuntime);
  for (const name of ['exclude', 'platforms', 'types', 'genres'] as const) checkWords(name, request[name]);
  checkOne(request.country, undefined, 'country');
  checkOne(request.trust, ['filter', 'off'], 'trust');
  checkContext(context);
}

/** @throws ParlourError `recommend/bad-request` */
export function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > mostTitles) {
    throw badRequest(`a list has 1 to ${mostTitles} titles`);
  }
}

/** @throws ParlourError `recommend/bad-request` */
export function checkContext(context: RequestContext | undefined): void {
  if (context === undefined) return;
  checkMinutes(context.minutes);
  for (const time of [context.now, context.utcOffset]) {
    if (time !== undefined && !Number.isFinite(time)) throw badRequest('its time is not a number');
  }
  checkOne(context.mood, moods, 'mood');
  checkOne(context.device, deviceTypes, 'device');
  checkWords('platforms', context.platforms);
}

function checkMinutes(minutes: number | undefined): void {
  if (minutes !== undefined && !(minutes >= 0)) throw badRequest('its minutes are not a number');
}

function checkWords(name: string, words: readonly unknown[] | undefined): void {
  const isList =
    words === undefined || (Array.isArray(words) && words.every((word) => typeof word === 'string'));
  if (!isList) throw badRequest(`its ${name} are not a list of words`);
}

function checkOne(word: unknown, among: readonly unknown[] | undefined, name: string): void {
  const isKnown = word === undefined || (typeof word === 'string' && (among?.includes(word) ?? true));
  if (!isKnown) throw badRequest(`its ${name} is none that there is`);
}
