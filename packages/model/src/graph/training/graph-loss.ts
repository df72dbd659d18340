import type { Dropout } from '../encoder/dropout.ts';
import { encoderBackward, encoderForward } from '../encoder/encoder.ts';
import { residualGradient } from '../encoder/residual-unit.ts';
import { type GraphParameters, graphParameters } from '../parameters.ts';
import { personNodes, titleLogits } from '../person/person-nodes.ts';
import { personValues } from '../person/person-values.ts';
import { personNodesGradient } from '../person/person-nodes-gradient.ts';
import { embeddingLength } from '../shape.ts';
import { bpr, type BprPlan } from './bpr.ts';
import type { GraphStep } from './graph-step.ts';

const noBias = new Float64Array(embeddingLength);

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
  const values = personValues(parameters.person, tape.embeddings);
  const persons = personNodes(parameters.person, values, titleLogits(parameters.person, values), people);
  const byTitles = new Float64Array(tape.embeddings.length);
  const { loss, byPeople } = bpr(persons.embeddings, tape.embeddings, comparisons, plan, byTitles);
  const byValues = personNodesGradient(parameters.person, values, people, persons, byPeople, gradient.person);
  const byMap = { weight: gradient.person.weight, bias: new Float64Array(embeddingLength) };
  const through = residualGradient(map, tape.embeddings, byValues, byMap);
  for (let i = 0; i < byTitles.length; i++) byTitles[i] += through[i];
  encoderBackward(parameters, input, tape, byTitles, gradient, dropping?.rate);
  return { loss, gradient };
}
