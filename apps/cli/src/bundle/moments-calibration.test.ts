import { drawnPeople } from '@parlour/bench/drawn-people';
import { seededRandom } from '@parlour/model';
import {
  addPersonMoment,
  momentBasis,
  momentDesigns,
  momentDimension,
  momentRank,
  privatePopularity,
} from '@parlour/model/moments';
import { expect, it } from 'vitest';
import { momentsSumNorm } from './moments-part.ts';

const people = 1000;
const [devices, cohorts] = [50, 20];

it('drawn people add up to less than a bundle over a basis lets a sum be, whoever its popularity is of', async () => {
  const { features, train } = await drawnPeople(people, 1, 50);
  const watchedBy = (person: number) => train.items.subarray(train.starts[person], train.starts[person + 1]);
  const counts = new Float64Array(features.rows);
  for (const row of train.items) counts[row]++;
  for (const source of ['people', 'even'] as const) {
    const shares = privatePopularity(source === 'people' ? counts : new Float64Array(features.rows));
    for (const design of [momentDesigns[0], momentDesigns[3]]) {
      const basis = momentBasis(features, shares, design);
      for (const last of [Infinity, 1]) {
        const roll = seededRandom(1);
        let worst = 0;
        for (let cohort = 0; cohort < cohorts; cohort++) {
          const sum = new Float64Array(momentDimension(momentRank(design)));
          for (let device = 0; device < devices; device++) {
            const watched = watchedBy(Math.floor(roll() * people));
            addPersonMoment(sum, basis, watched.subarray(Math.max(0, watched.length - last)));
          }
          worst = Math.max(worst, Math.hypot(...sum) / devices);
        }
        console.info(`${source}, ${design.head}:${design.content}, last ${last}: ${worst.toFixed(3)}`);
        expect(worst * 1.2).toBeLessThan(momentsSumNorm(source));
        expect(worst).toBeGreaterThan(0.1);
      }
    }
  }
});
