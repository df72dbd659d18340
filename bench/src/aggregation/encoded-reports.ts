import { getRandomValues } from 'node:crypto';
import { decodeSum, encodeReport, type EncodingPlan, planEncoding } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { collectGarbage } from './collect-garbage.ts';
import { CpuMeter } from './cpu-meter.ts';

const QUERY = 'bench/vector';

/** Encodes made-up vectors, and keeps what is needed to say how far the sum that comes out is from the truth. */
export class EncodedReports {
  readonly meter = new CpuMeter();
  readonly #plan: EncodingPlan;
  readonly #plain: Float64Array;
  readonly #noise: Float64Array;
  #made = 0;

  private constructor(plan: EncodingPlan) {
    this.#plan = plan;
    this.#plain = new Float64Array(plan.dimension);
    this.#noise = new Float64Array(plan.dimension);
  }

  /** Undefined where the bits cannot hold a sum of so many reports finely enough. */
  static async plan(clients: number, dimension: number, bits: number): Promise<EncodedReports | undefined> {
    const query = {
      id: QUERY,
      version: 1,
      purpose: 'Is measured and thrown away.',
      dimension,
      scale: 1,
      clipShare: 1,
      sumNorm: 0.6,
    };
    const bundle = {
      queries: [query],
      clipNorm: 1,
      bits,
      minimumReports: Math.max(50, Math.floor(clients * 0.8)),
      cohortSize: clients,
      adversarialRate: 0.1,
      noiseMultiplier: 3.7304,
    };
    try {
      return new EncodedReports(await planEncoding(nodeSuite, bundle, new Uint8Array(32)));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'aggregation/bundle-weakened') {
        return undefined;
      }
      throw error;
    }
  }

  /** A report of a vector of length 0.9 clip norms; only those that `counts` are in the truth. */
  async make(counts: boolean): Promise<Uint32Array> {
    const vector = this.#vector();
    const drawn: number[] = [];
    const plan: EncodingPlan = {
      ...this.#plan,
      noise: {
        sample: (words) => {
          const noise = this.#plan.noise.sample(words);
          drawn.push(noise);
          return noise;
        },
      },
    };
    const random = (count: number) => getRandomValues(new Uint32Array(count));
    const answers = new Map([[QUERY, vector]]);
    const report = await this.meter.measure(() => encodeReport(plan, answers, random));
    this.#made += 1;
    collectGarbage(this.#made % 10 === 0 ? 'major' : 'minor');
    if (counts) {
      for (let i = 0; i < vector.length; i += 1) {
        this.#plain[i] += vector[i];
        this.#noise[i] += drawn[i];
      }
    }
    return report;
  }

  get encodeCpuMs(): number {
    return this.meter.milliseconds / this.#made;
  }

  /** Greatest distance of the decoded sum from the plain sum plus the noise, in the vector's units; and the noise's size. */
  errorOf(sum: Uint32Array): { maxError: number; noiseDeviation: number } {
    const decoded = decodeSum(this.#plan, sum).get(QUERY) ?? new Float64Array();
    const wrapped = Uint32Array.from(this.#noise, (noise) => noise & (2 ** this.#plan.bundle.bits - 1));
    const noise = decodeSum(this.#plan, wrapped).get(QUERY) ?? new Float64Array();
    const error = decoded.map((value, i) => Math.abs(value - this.#plain[i] - noise[i]));
    const square = noise.reduce((total, value) => total + value * value, 0);
    return {
      maxError: error.reduce((a, b) => Math.max(a, b), 0),
      noiseDeviation: Math.sqrt(square / noise.length),
    };
  }

  #vector(): Float64Array {
    const { dimension } = this.#plan;
    const vector = Float64Array.from({ length: dimension }, () => Math.random() - 0.5);
    const norm = Math.sqrt(vector.reduce((total, value) => total + value * value, 0));
    return vector.map((value) => (0.9 * value) / norm);
  }
}
