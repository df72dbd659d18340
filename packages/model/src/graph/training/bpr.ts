import { embeddingLength } from '../shape.ts';

/** Who should prefer what to what; titles are places in the embeddings at hand. */
export interface Comparisons {
  /** Targets of person `p`: `targets[targetStarts[p]] .. targets[targetStarts[p + 1] - 1]`. */
  readonly targetStarts: Int32Array;
  readonly targets: Int32Array;
  /** Drawn for all people at once. */
  readonly negatives: Int32Array;
  /** people x negatives: 1 where the person met the title, so that it is no negative. */
  readonly met: Uint8Array;
}

export interface BprPlan {
  /** Cosines are divided by this. */
  readonly temperature: number;
  /** 0: all negatives count alike; 1: each by softmax of its score (Sun et al. 2019, self-adversarial). */
  readonly hardness: number;
}

export interface BprResult {
  /** Mean over people, targets and negatives of -ln sigmoid(score of the target - score of the negative). */
  readonly loss: number;
  /** people x 64. */
  readonly byPeople: Float64Array;
}

/**
 * Bayesian personalised ranking (Rendle et al. 2009, eq. 4.2) on cosines, every person counting alike. Adds the gradient of
 * the titles to `byTitles` (titles x 64).
 */
export function bpr(
  people: Float64Array,
  titles: Float64Array,
  { targetStarts, targets, negatives, met }: Comparisons,
  { temperature, hardness }: BprPlan,
  byTitles: Float64Array,
): BprResult {
  const count = targetStarts.length - 1;
  const byPeople = new Float64Array(people.length);
  const scores = new Float64Array(negatives.length);
  const weights = new Float64Array(negatives.length);
  const byScores = new Float64Array(negatives.length);
  let loss = 0;
  for (let person = 0; person < count; person++) {
    const p = person * embeddingLength;
    const most = scoreNegatives(people, p, titles, negatives, temperature, scores);
    weigh(scores, most, hardness, met, person * negatives.length, weights);
    byScores.fill(0);
    const from = targetStarts[person];
    const each = 1 / (targetStarts[person + 1] - from) / count;
    for (let t = from; t < targetStarts[person + 1]; t++) {
      const target = targets[t] * embeddingLength;
      const score = cosine(people, p, titles, target) / temperature;
      let byTarget = 0;
      for (let n = 0; n < negatives.length; n++) {
        if (weights[n] === 0) continue;
        const x = score - scores[n];
        const decay = Math.exp(-Math.abs(x));
        loss += each * weights[n] * (Math.log1p(decay) + Math.max(-x, 0));
        const pull = each * weights[n] * (x > 0 ? decay / (1 + decay) : 1 / (1 + decay));
        byTarget -= pull;
        byScores[n] += pull;
      }
      addPair(people, p, titles, target, byTarget / temperature, byPeople, byTitles);
    }
    for (let n = 0; n < negatives.length; n++) {
      if (byScores[n] === 0) continue;
      const negative = negatives[n] * embeddingLength;
      addPair(people, p, titles, negative, byScores[n] / temperature, byPeople, byTitles);
    }
  }
  return { loss, byPeople };
}

function scoreNegatives(
  people: Float64Array,
  p: number,
  titles: Float64Array,
  negatives: Int32Array,
  temperature: number,
  scores: Float64Array,
): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let n = 0; n < negatives.length; n++) {
    scores[n] = cosine(people, p, titles, negatives[n] * embeddingLength) / temperature;
    most = Math.max(most, scores[n]);
  }
  return most;
}

/** Weights of one person's negatives, 1 in sum; constants to the gradient. */
function weigh(
  scores: Float64Array,
  most: number,
  hardness: number,
  met: Uint8Array,
  offset: number,
  weights: Float64Array,
): void {
  let sum = 0;
  for (let n = 0; n < scores.length; n++) {
    weights[n] = met[offset + n] === 1 ? 0 : Math.exp(hardness * (scores[n] - most));
    sum += weights[n];
  }
  if (sum > 0) for (let n = 0; n < scores.length; n++) weights[n] /= sum;
}

function cosine(people: Float64Array, p: number, titles: Float64Array, t: number): number {
  let sum = 0;
  for (let j = 0; j < embeddingLength; j++) sum += people[p + j] * titles[t + j];
  return sum;
}

function addPair(
  people: Float64Array,
  p: number,
  titles: Float64Array,
  t: number,
  by: number,
  byPeople: Float64Array,
  byTitles: Float64Array,
): void {
  for (let j = 0; j < embeddingLength; j++) {
    byPeople[p + j] += by * titles[t + j];
    byTitles[t + j] += by * people[p + j];
  }
}
