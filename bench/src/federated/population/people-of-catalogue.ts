import type { Catalogue } from '@parlour/catalogue';
import type { Interactions } from '@parlour/model/collaborative';
import { drawHistories } from './draw-histories.ts';
import { type PopulationFile, readPopulation } from './population-file.ts';

/**
 * So many drawn people of any catalogue: each of its titles is given the appeal of another title of the population, of the same genre where
 * there is one left and of about the same year. So people are as alike as those that the population was fitted to, and
 * what they watch of this catalogue goes together by genre and time; it is no claim about the titles themselves.
 * @returns histories of rows, oldest first.
 */
export async function peopleOfCatalogue(
  catalogue: Catalogue,
  people: number,
  seed: number,
): Promise<Interactions> {
  return drawHistories(populationOf(await readPopulation(), catalogue), people, seed);
}

function populationOf(population: PopulationFile, catalogue: Catalogue): PopulationFile {
  const rows = Array.from({ length: Math.min(catalogue.size, population.titles.length) }, (_, row) => row);
  const places = alikePlaces(population, catalogue, rows);
  const { rank, bias, factors } = population;
  return {
    ...population,
    titles: places.map((place) => population.titles[place]),
    bias: places.map((place) => bias[place]),
    factors: places.flatMap((place) => factors.slice(place * rank, (place + 1) * rank)),
  };
}

/** By row, a title of the population, none twice: the well-known ones of the population are given out first. */
function alikePlaces(population: PopulationFile, catalogue: Catalogue, rows: readonly number[]): number[] {
  const left = new Set(population.titles.keys());
  return rows.map((row) => {
    const genres = new Set(catalogue.genres(row));
    const year = catalogue.year(row) ?? 2000;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const place of left) {
      const { genres: own, year: ownYear } = population.titles[place];
      const shared = own.filter((genre) => genres.has(genre)).length;
      const distance = Math.abs((ownYear ?? 2000) - year) - 100 * shared;
      if (distance < least) [best, least] = [place, distance];
    }
    left.delete(best);
    return best;
  });
}
