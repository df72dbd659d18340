import { type FileHandle, open } from 'node:fs/promises';

/** One point of a learning curve. */
export interface CurvePoint {
  readonly step: number;
  /** Mean since the point before. */
  readonly loss: number;
}

/** Means of losses, every `every` steps as one JSON line. */
export class LearningCurve {
  readonly #file: FileHandle | undefined;
  readonly #every: number;
  #sum = 0;
  #count = 0;

  private constructor(file: FileHandle | undefined, every: number) {
    this.#file = file;
    this.#every = every;
  }

  /** Writes to `path`, over what is there; nowhere without one. */
  static async open(path: string | undefined, every: number): Promise<LearningCurve> {
    return new LearningCurve(path === undefined ? undefined : await open(path, 'w'), every);
  }

  /** The point that this step completes, if it does. */
  async add(step: number, loss: number): Promise<CurvePoint | undefined> {
    this.#sum += loss;
    this.#count++;
    if (this.#count < this.#every) return undefined;
    const point = { step, loss: this.#sum / this.#count };
    this.#sum = 0;
    this.#count = 0;
    await this.#file?.write(`${JSON.stringify(point)}\n`);
    return point;
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }
}
