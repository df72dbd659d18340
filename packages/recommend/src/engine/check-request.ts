import { badRequest } from './recommend-error.ts';
import { mostTitles, type RecommendRequest } from './recommend-request.ts';

/** @throws ParlourError `recommend/bad-request` */
export function checkRequest({ count, seed, maxRuntime, context }: RecommendRequest): void {
  if (!Number.isInteger(count) || count < 1 || count > mostTitles) {
    throw badRequest(`a list has 1 to ${mostTitles} titles`);
  }
  if (seed !== undefined && !Number.isFinite(seed)) throw badRequest('its seed is not a number');
  for (const minutes of [maxRuntime, context?.minutes]) {
    if (minutes !== undefined && !(minutes >= 0)) throw badRequest('its minutes are not a number');
  }
  for (const time of [context?.now, context?.utcOffset]) {
    if (time !== undefined && !Number.isFinite(time)) throw badRequest('its time is not a number');
  }
}
