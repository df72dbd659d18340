/** Of a title's runtime, from where on it counts as watched to the end: the rest are credits. */
const nearlyAll = 0.9;
/** Where the runtime is unknown: so much of an episode or a film is certainly most of it. Minutes. */
const surely = { episode: 18, other: 70 } as const;

/**
 * Share of a title that was watched, 0..1.
 *
 * @param seconds furthest position or time spent
 * @param runtime minutes, of the catalogue; undefined where unknown
 */
export function watchedShare(seconds: number, runtime: number | undefined, isEpisode: boolean): number {
  const full =
    runtime !== undefined && runtime > 0 ? runtime * nearlyAll : isEpisode ? surely.episode : surely.other;
  return Math.round(Math.min(1, seconds / 60 / full) * 100) / 100;
}
