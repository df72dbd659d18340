export interface AdamRates {
  readonly learningRate: number;
  /** Decoupled from the gradient (Loshchilov and Hutter 2019). */
  readonly weightDecay: number;
}

/** Adam (Kingma and Ba 2015, algorithm 1), beta 0.9 and 0.99, one step a call, in place. */
export function adam(parameters: Float64Array): (gradient: Float64Array, rates: AdamRates) => void {
  const first = new Float64Array(parameters.length);
  const second = new Float64Array(parameters.length);
  const [beta1, beta2] = [0.9, 0.99];
  let step = 0;
  return (gradient, { learningRate, weightDecay }) => {
    step++;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    for (let i = 0; i < parameters.length; i++) {
      const by = gradient[i];
      first[i] = beta1 * first[i] + (1 - beta1) * by;
      second[i] = beta2 * second[i] + (1 - beta2) * by * by;
      parameters[i] -=
        (rate * first[i]) / (Math.sqrt(second[i]) + 1e-8) + learningRate * weightDecay * parameters[i];
    }
  };
}
