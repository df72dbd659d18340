import type { Edge } from './item-graph.ts';

/** Heavier first; among equals the lower row, so that the order never depends on how edges were found. */
export const byWeight = (a: Edge, b: Edge): number => b.weight - a.weight || a.row - b.row;

/** The `limit` heaviest of many edges; looks at each once and keeps few. */
export class Heaviest {
  readonly #limit: number;
  #edges: Edge[] = [];
  /** An edge below it would not be kept. */
  least = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(edge: Edge): void {
    if (edge.weight < this.least) return;
    this.#edges.push(edge);
    if (this.#edges.length >= this.#limit * 4) this.#cut();
  }

  sorted(): Edge[] {
    this.#cut();
    return this.#edges;
  }

  #cut(): void {
    this.#edges = this.#edges.sort(byWeight).slice(0, this.#limit);
    if (this.#edges.length === this.#limit) this.least = this.#edges[this.#limit - 1]?.weight ?? 0;
  }
}
