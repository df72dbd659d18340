import type { PosterSubject } from '../../posters/design-poster.ts';
import { Poster } from '../../posters/poster.tsx';
import styles from './poster-wall.module.css';

const film = (name: string, year: number, ...genres: string[]): PosterSubject => ({
  id: `wall:${name}:${year}`,
  type: 'Movie',
  name,
  year,
  genres,
});
const series = (name: string, year: number, ...genres: string[]): PosterSubject => ({
  ...film(name, year, ...genres),
  type: 'TVSeries',
});

/** Invented titles: before the door is open, nothing is shown that anybody could take for a history. */
const WALL = [
  film('The Last Tram', 1958, 'Mystery'),
  series('Low Tide', 2019, 'Crime', 'Drama'),
  film('Orbit of Glass', 1974, 'Sci-Fi'),
  film('Pardon My Piano', 1936, 'Musical', 'Comedy'),
  film('Salt Road', 1966, 'Western'),
  series('Night Kitchen', 2022, 'Comedy'),
  film('Hollow Field', 1981, 'Horror'),
  film('A Summer in Two Letters', 1962, 'Romance'),
  film('The Cartographer', 2014, 'Adventure'),
  series('Moss', 2020, 'Nature', 'Documentary'),
  film('Paper Lanterns', 2003, 'Animation', 'Fantasy'),
  film('Overdrawn', 1994, 'Thriller'),
];

export function PosterWall() {
  return (
    <div className={styles.wall} aria-hidden="true">
      {WALL.map((subject) => (
        <Poster key={subject.id} subject={subject} />
      ))}
    </div>
  );
}
