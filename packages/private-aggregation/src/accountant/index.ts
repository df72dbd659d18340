export { type Epsilon, epsilonOf, rdpOfRound } from './epsilon-of.ts';
export type {
  Accountant,
  EpsilonRequest,
  GaussianRequest,
  Participation,
  SkellamRequest,
} from './epsilon-request.ts';
export { gaussianDelta, gaussianEpsilon } from './gaussian-exact.ts';
export { type NoiseRequest, noiseMultiplierFor } from './noise-multiplier-for.ts';
export { gaussianOrders, skellamOrders } from './orders.ts';
export { pldEpsilon } from './pld-epsilon.ts';
export { addCurves, type RdpCurve, repeatCurve } from './rdp-curve.ts';
export { epsilonOverRdp, rdpToEpsilon } from './rdp-to-epsilon.ts';
export { type Rounding, roundedNorms } from './rounded-norms.ts';
export { type SkellamRound, skellamRdp } from './skellam-rdp.ts';
