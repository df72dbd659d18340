/** One dense layer with its gradient, for one example at a time. */
export class Layer {
  readonly #weights: Float32Array;
  readonly #bias: Float32Array;
  readonly #width: number;
  #input = new Float32Array(0);
  #output = new Float32Array(0);
  #isRectified = false;

  constructor(width: number, outputs: number, random: () => number) {
    const spread = Math.sqrt(6 / (width + outputs));
    this.#width = width;
    this.#weights = Float32Array.from({ length: width * outputs }, () => (2 * random() - 1) * spread);
    this.#bias = new Float32Array(outputs);
  }

  forward(input: Float32Array<ArrayBuffer>, isRectified: boolean): Float32Array<ArrayBuffer> {
    this.#input = input;
    this.#isRectified = isRectified;
    this.#output = this.#bias.map((bias, out) => {
      let sum = bias;
      const start = out * this.#width;
      for (let i = 0; i < this.#width; i++)
        sum += (this.#weights[start + i] as number) * (input[i] as number);
      return isRectified && sum < 0 ? 0 : sum;
    });
    return this.#output;
  }

  /** Takes a step along `gradient` (already times the rate) at the last input; gives the gradient of the input. */
  backward(gradient: Float32Array, decay: number): Float32Array {
    const back = new Float32Array(this.#width);
    gradient.forEach((by, out) => {
      if (by === 0 || (this.#isRectified && this.#output[out] === 0)) return;
      this.#bias[out] = (this.#bias[out] as number) + by;
      const start = out * this.#width;
      for (let i = 0; i < this.#width; i++) {
        const weight = this.#weights[start + i] as number;
        back[i] = (back[i] as number) + by * weight;
        this.#weights[start + i] = weight + by * (this.#input[i] as number) - decay * weight;
      }
    });
    return back;
  }
}
