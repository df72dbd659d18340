import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { contentFeatures, featureDimension, featureOf, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import type { Item } from '@parlour/wire';
import { seeded } from './synthetic-words.ts';

/**
 * Ways to bring content features to a device, against computing them there: what each would add to the download and how
 * many of the ten nearest titles it keeps (recall at 10 on sampled rows, by cosine, against the float features).
 */
export async function benchFeatureEncodings(
  items: Iterable<Item>,
  say: (line: string) => void,
): Promise<object> {
  const catalogue = openCatalogue(encodeColumns(items));
  const before = performance.now();
  const matrix = contentFeatures(catalogue);
  const recomputeMs = Math.round(performance.now() - before);
  const rows = Array.from({ length: matrix.rows }, (_, row) =>
    featureOf(matrix, row, new Float32Array(featureDimension)),
  );
  const random = seeded(7);
  const queries = Array.from({ length: 200 }, () => Math.floor(random() * rows.length));
  const truth = queries.map((query) => nearestTen(rows, query));
  const recall = (approximate: Float32Array[]) => {
    const found = queries.map((query, i) => {
      const nearest = new Set(nearestTen(approximate, query));
      return (truth[i] as number[]).filter((row) => nearest.has(row)).length / 10;
    });
    return Math.round((found.reduce((sum, share) => sum + share, 0) / found.length) * 1000) / 1000;
  };
  const results: object[] = [
    { way: 'recomputed on the device', bytes: 0, brotliBytes: 0, recallAt10: 1, recomputeMs },
  ];
  const record = async (way: string, bytes: Uint8Array, decoded: Float32Array[]) => {
    results.push({
      way,
      bytes: bytes.length,
      brotliBytes: await brotliSize(bytes),
      recallAt10: recall(decoded),
    });
    say(JSON.stringify(results.at(-1)));
  };
  await record('512 x int8', new Uint8Array(matrix.values.buffer), rows);
  const axes = principalAxes(rows, 64);
  const projected = rows.map((row) => Float32Array.from(axes, (axis) => dot(row, axis)));
  await record('64 principal components x int8', int8(projected), projected);
  const quantiser = productQuantiser(rows, 64, random);
  await record('product quantiser, 64 x 8 bits', quantiser.codes, quantiser.decoded);
  return { items: catalogue.size, results };
}

const compressed = promisify(brotliCompress);
async function brotliSize(bytes: Uint8Array): Promise<number> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return (await compressed(bytes, { params })).length;
}

/** Each row scaled to its own largest value, which is kept as a float in front. */
function int8(rows: Float32Array[]): Uint8Array {
  const dimension = rows[0]?.length ?? 0;
  const bytes = new Uint8Array(rows.length * (dimension + 4));
  const view = new DataView(bytes.buffer);
  rows.forEach((row, i) => {
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    view.setFloat32(i * (dimension + 4), largest / 127, true);
    row.forEach((value, d) => view.setInt8(i * (dimension + 4) + 4 + d, Math.round((value / largest) * 127)));
  });
  return bytes;
}

function nearestTen(rows: Float32Array[], query: number): number[] {
  const own = rows[query] as Float32Array;
  const unit = (row: Float32Array) => Math.sqrt(dot(row, row)) || 1;
  const scored = rows.map((row, i): [number, number] => [i === query ? -2 : dot(own, row) / unit(row), i]);
  return scored
    .toSorted((a, b) => b[0] - a[0])
    .slice(0, 10)
    .map(([, row]) => row);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}

/** Leading axes of the uncentred second moments, by orthogonal iteration. */
function principalAxes(rows: Float32Array[], count: number): Float32Array[] {
  const n = featureDimension;
  const moments = Array.from({ length: n }, () => new Float32Array(n));
  for (const row of rows) {
    row.forEach((value, d) => {
      if (value === 0) return;
      const line = moments[d] as Float32Array;
      for (let e = 0; e < n; e++) line[e] = (line[e] as number) + value * (row[e] as number);
    });
  }
  const random = seeded(3);
  let axes = Array.from({ length: count }, () => Float32Array.from({ length: n }, () => random() - 0.5));
  for (let round = 0; round < 30; round++) {
    axes = axes.map((axis) => Float32Array.from(moments, (line) => dot(line, axis)));
    axes.forEach((axis, i) => {
      for (const earlier of axes.slice(0, i)) {
        const shared = dot(axis, earlier);
        for (let d = 0; d < n; d++) axis[d] = (axis[d] as number) - shared * (earlier[d] as number);
      }
      const length = Math.sqrt(dot(axis, axis));
      for (let d = 0; d < n; d++) axis[d] = (axis[d] as number) / length;
    });
  }
  return axes;
}

/** Jegou, Douze and Schmid (2011): each of `parts` slices of a vector is replaced by the nearest of 256 centroids. */
function productQuantiser(rows: Float32Array[], parts: number, random: () => number) {
  const width = featureDimension / parts;
  const codes = new Uint8Array(rows.length * parts);
  const decoded = rows.map(() => new Float32Array(featureDimension));
  for (let part = 0; part < parts; part++) {
    const slices = rows.map((row) => row.subarray(part * width, (part + 1) * width));
    const centroids = kMeans(
      Array.from({ length: 4000 }, () => slices[Math.floor(random() * slices.length)] as Float32Array),
    );
    slices.forEach((slice, row) => {
      const code = nearestCentroid(slice, centroids);
      codes[row * parts + part] = code;
      decoded[row]?.set(centroids[code] as Float32Array, part * width);
    });
  }
  return { codes, decoded };
}

function kMeans(sample: Float32Array[]): Float32Array[] {
  let centroids = sample.slice(0, 256);
  for (let round = 0; round < 6; round++) {
    const sums = centroids.map((centroid) => ({ sum: new Float32Array(centroid.length), count: 0 }));
    for (const slice of sample) {
      const nearest = sums[nearestCentroid(slice, centroids)];
      if (!nearest) continue;
      nearest.count++;
      slice.forEach((value, d) => {
        nearest.sum[d] = (nearest.sum[d] as number) + value;
      });
    }
    centroids = sums.map(({ sum, count }, i) =>
      count ? sum.map((value) => value / count) : (centroids[i] as Float32Array),
    );
  }
  return centroids;
}

function nearestCentroid(slice: Float32Array, centroids: Float32Array[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  centroids.forEach((centroid, i) => {
    let distance = 0;
    for (let d = 0; d < slice.length; d++) distance += ((slice[d] as number) - (centroid[d] as number)) ** 2;
    if (distance < least) {
      least = distance;
      best = i;
    }
  });
  return best;
}
