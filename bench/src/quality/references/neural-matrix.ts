import { seededRandom } from '@parlour/model';
import type { Interactions } from '@parlour/model/collaborative';
import { Layer } from './layer.ts';

export interface NcfOptions {
  readonly rank: number;
  /** Watched pairs to learn from. */
  readonly samples: number;
  /** Items nobody watched, drawn uniformly, for each one that was. */
  readonly negatives: number;
  readonly rate: number;
  readonly ridge: number;
  readonly seed: number;
}

/**
 * NeuMF (He et al. 2017, "Neural collaborative filtering", section 3.3): a product of factors beside a network of two hidden
 * layers over other factors, both into one logistic output. A person is the mean of their items' factors, as in FISM
 * (Kabbur et al. 2013), so that people never trained on have one too. Plain SGD on log loss.
 */
export class NeuralMatrix {
  readonly #rank: number;
  readonly #owned: Float32Array;
  readonly #wanted: Float32Array;
  readonly #bias: Float32Array;
  readonly #hidden: Layer;
  readonly #narrow: Layer;
  readonly #out: Layer;

  constructor(items: number, { rank, seed }: NcfOptions) {
    const random = seededRandom(seed);
    const start = () => Float32Array.from({ length: items * rank }, () => (random() - 0.5) * 0.1);
    this.#rank = rank;
    this.#owned = start();
    this.#wanted = start();
    this.#bias = new Float32Array(items);
    this.#hidden = new Layer(2 * rank, rank, random);
    this.#narrow = new Layer(rank, rank / 2, random);
    this.#out = new Layer(rank + rank / 2, 1, random);
  }

  /** Mean of the factors of what was watched, without one item. */
  person(watched: ArrayLike<number>, without = -1): Float32Array {
    const person = new Float32Array(this.#rank);
    let count = 0;
    for (let i = 0; i < watched.length; i++) {
      const item = watched[i] as number;
      if (item === without) continue;
      count++;
      for (let a = 0; a < this.#rank; a++)
        person[a] = (person[a] as number) + (this.#owned[item * this.#rank + a] as number);
    }
    // The square root keeps some of how much is known (FISM, alpha = 1/2).
    return person.map((value) => value / Math.sqrt(Math.max(1, count)));
  }

  /** Logit of "this person watches this item". */
  score(person: Float32Array, item: number): number {
    const rank = this.#rank;
    const wanted = this.#wanted.subarray(item * rank, (item + 1) * rank);
    const joined = new Float32Array(2 * rank);
    joined.set(person);
    joined.set(wanted, rank);
    const deep = this.#narrow.forward(this.#hidden.forward(joined, true), true);
    const both = new Float32Array(rank + deep.length);
    for (let a = 0; a < rank; a++) both[a] = (person[a] as number) * (wanted[a] as number);
    both.set(deep, rank);
    return (this.#out.forward(both, false)[0] as number) + (this.#bias[item] as number);
  }

  /** Learns from `samples` watched pairs, drawn with replacement. */
  train(x: Interactions, { samples, negatives, rate, ridge, seed }: NcfOptions): void {
    const random = seededRandom(seed + 1);
    for (let sample = 0; sample < samples; sample++) {
      const at = Math.floor(random() * x.items.length);
      const watched = x.items.subarray(...rangeOf(x.starts, at));
      const item = x.items[at] as number;
      const person = this.person(watched, item);
      const toPerson = this.#step(person, item, 1, rate, ridge);
      for (let n = 0; n < negatives; n++) {
        const other = Math.floor(random() * x.itemCount);
        if (watched.includes(other)) continue;
        this.#step(person, other, 0, rate, ridge).forEach((by, a) => {
          toPerson[a] = (toPerson[a] as number) + by;
        });
      }
      this.#moveOwned(watched, item, toPerson);
    }
  }

  /** One example; gives the step of the person's vector. */
  #step(person: Float32Array, item: number, label: number, rate: number, ridge: number): Float32Array {
    const rank = this.#rank;
    const error = rate * (label - 1 / (1 + Math.exp(-this.score(person, item))));
    const both = this.#out.backward(Float32Array.of(error), ridge * rate);
    const joined = this.#hidden.backward(
      this.#narrow.backward(both.subarray(rank), ridge * rate),
      ridge * rate,
    );
    this.#bias[item] = (this.#bias[item] as number) + error;
    return person.map((mine, a) => {
      const at = item * rank + a;
      const wanted = this.#wanted[at] as number;
      const by = (both[a] as number) * mine + (joined[rank + a] as number);
      this.#wanted[at] = wanted + by - rate * ridge * wanted;
      return (both[a] as number) * wanted + (joined[a] as number);
    });
  }

  #moveOwned(watched: Int32Array, item: number, by: Float32Array): void {
    const share = 1 / Math.sqrt(Math.max(1, watched.length - 1));
    for (const other of watched) {
      if (other === item) continue;
      for (let a = 0; a < this.#rank; a++) {
        const at = other * this.#rank + a;
        this.#owned[at] = (this.#owned[at] as number) + (by[a] as number) * share;
      }
    }
  }
}

/** The range of `starts` that holds `at`. */
function rangeOf(starts: Int32Array, at: number): [number, number] {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return [starts[low] as number, starts[high] as number];
}
