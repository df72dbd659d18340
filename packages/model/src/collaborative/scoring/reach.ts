import { columnOf, type GatheredWeights } from './gathered-weights.ts';

/** Items enough to fill any list: then the factors are asked for these alone, which is most of what a history costs. */
const enough = 2000;

/** Above all items. */
const beyond = 2 ** 31 - 1;

/** Which items the factors are asked for: those that a weight speaks for; all, where those are too few. */
export interface Reach {
  /** Ascending; undefined for all. */
  readonly items: Int32Array | undefined;
  /** As if `without` (a place of the history) had never been there. */
  has(item: number, without?: number): boolean;
}

export function reachOf(one: GatheredWeights, other: GatheredWeights, places: number): Reach {
  const items = new Int32Array(one.items.length + other.items.length);
  /** By place: how many items it alone speaks for. */
  const alone = new Int32Array(places);
  let count = 0;
  for (let left = 0, right = 0; left < one.items.length || right < other.items.length; count++) {
    const ofOne = left < one.items.length ? (one.items[left] as number) : beyond;
    const ofOther = right < other.items.length ? (other.items[right] as number) : beyond;
    items[count] = Math.min(ofOne, ofOther);
    let speaker = ofOne <= ofOther ? soleSpeaker(one, left++) : -1;
    if (ofOther <= ofOne) {
      const another = soleSpeaker(other, right++);
      // Where both kinds of weights speak, it must be one and the same place that does.
      speaker = ofOther < ofOne || speaker === another ? another : -1;
    }
    if (speaker >= 0) alone[speaker] = (alone[speaker] as number) + 1;
  }
  const isSpokenFor = (item: number, without: number): boolean =>
    speaksFor(one, item, without) || speaksFor(other, item, without);
  return {
    items: count < enough ? undefined : items.slice(0, count),
    has(item, without = -1) {
      const left = without < 0 ? count : count - (alone[without] as number);
      return left < enough || isSpokenFor(item, without);
    },
  };
}

/** The only place that speaks for an item, -1 where there are several. */
function soleSpeaker({ starts, places }: GatheredWeights, column: number): number {
  const at = starts[column] as number;
  return (starts[column + 1] as number) - at === 1 ? (places[at] as number) : -1;
}

function speaksFor(gathered: GatheredWeights, item: number, without: number): boolean {
  const column = columnOf(gathered, item);
  return column >= 0 && soleSpeaker(gathered, column) !== without;
}
