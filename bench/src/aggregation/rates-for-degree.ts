import { graphParameters } from '@parlour/private-aggregation/graph-parameters';

export interface Rates {
  readonly adversarialRate: number;
  readonly dropoutRate: number;
}

/**
 * Rates against which exactly `drawn` neighbours are needed in a cohort: devices compute the degree themselves, so a
 * wanted one is had by asking for that much protection. The greatest dropout rate first.
 * @throws RangeError where no rates give it.
 */
export function ratesForDegree(clients: number, drawn: number): Rates {
  for (let dropoutRate = 0.2; dropoutRate > 0; dropoutRate = round(dropoutRate - 0.005)) {
    for (let adversarialRate = 0; adversarialRate < 0.2; adversarialRate = round(adversarialRate + 0.005)) {
      const degree = degreeAt(clients, adversarialRate, dropoutRate);
      if (degree === drawn) {
        return { adversarialRate, dropoutRate };
      }
      if (degree > drawn) {
        break;
      }
    }
  }
  throw new RangeError(`no rates make ${clients} devices draw ${drawn} neighbours`);
}

const round = (rate: number) => Math.round(rate * 1000) / 1000;

function degreeAt(clients: number, adversarialRate: number, dropoutRate: number): number {
  try {
    return graphParameters(clients, adversarialRate, dropoutRate, 'semi-malicious').degree;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
