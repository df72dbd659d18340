import { counted, runtime } from '@parlour/interface';
import type { ItemCard } from '@parlour/worker/brain-api';
import { typeName } from './names.ts';

/** The line under a title: `2017 · Series · 3 seasons · 55 min`. */
export function factsOf(card: ItemCard): string[] {
  const facts = [card.year?.toString(), typeName(card.type)];
  if (card.seasons !== undefined && card.seasons > 0) facts.push(counted(card.seasons, 'season'));
  if (card.runtime !== undefined && card.runtime > 0) facts.push(runtime(card.runtime));
  return facts.filter((fact) => fact !== undefined);
}
