import { imdb } from './formats/imdb.ts';
import { jellyfin } from './formats/jellyfin.ts';
import { letterboxd } from './formats/letterboxd.ts';
import { netflix } from './formats/netflix.ts';
import { netflixFull } from './formats/netflix-full.ts';
import { plex } from './formats/plex.ts';
import { primeVideo } from './formats/prime-video.ts';
import { trakt } from './formats/trakt.ts';
import { tvTime } from './formats/tv-time.ts';
import { youtube } from './formats/youtube.ts';
import type { ImportFormat } from './import-format.ts';

/** All formats, most particular first: the first that recognises a file gets it. */
export const formats: readonly ImportFormat[] = [
  netflixFull,
  letterboxd,
  imdb,
  tvTime,
  trakt,
  youtube,
  jellyfin,
  plex,
  primeVideo,
  netflix,
];
