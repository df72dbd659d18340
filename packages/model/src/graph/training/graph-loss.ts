import type { Dropout } from '../encoder/dropout.ts';
import { encoderBackward, encoderForward } from '../encoder/encoder.ts';
import { residual, residualGradient } from '../encoder/residual-unit.ts';
import { type GraphParameters, graphParameters } from '../parameters.ts';
import { personNodes, titleLogits } from '../person/person-nodes.ts';
import { personNodesGradient } from '../person/person-nodes-gradient.ts';
import { bpr, type BprPlan } from './bpr.ts';
import type { GraphStep } from './graph-step.ts';

const noBias = new Float64Array(64);

/** The BPR loss of one step and the gradient of every parameter. */
export function graphLoss(
  parameters: GraphParameters,
  { input, people, comparisons }: GraphStep,
  plan: BprPlan,
  dropping?: Dropout,
): { loss: number; gradient: GraphParameters } {
  const gradient = graphParameters();
  const tape = encoderForward(parameters, input, dropping);
  const map = { weight: parameters.person.weight, bias: noBias };
  const values = residual(map, tape.embeddings);
  const persons = personNodes(parameters.person, values, titleLogits(parameters.person, values), people);
  const byTitles = new Float64Array(tape.embeddings.length);
  const { loss, byPeople } = bpr(persons.embeddings, tape.embeddings, comparisons, plan, byTitles);
  const byValues = personNodesGradient(parameters.person, values, people, persons, byPeople, gradient.person);
  const byMap = { weight: gradient.person.weight, bias: new Float64Array(64) };
  const through = residualGradient(map, tape.embeddings, byValues, byMap);
  for (let i = 0; i < byTitles.length; i++) byTitles[i] += through[i];
  encoderBackward(parameters, input, tape, byTitles, gradient, dropping?.rate);
  return { loss, gradient };
}
