import { ParlourError, type PlainError } from '@parlour/wire';
import { transferHandlers } from 'comlink';

interface Thrown {
  readonly value: unknown;
}
type Carried = { readonly parlour: PlainError } | { readonly other: unknown };

/**
 * Makes Comlink carry `ParlourError` with its code, meaning and mend. To be called once on each side, before the
 * first message; every other error goes the way that Comlink always sent it.
 */
export function carryParlourErrors(): void {
  const usual = transferHandlers.get('throw');
  if (usual === undefined) throw new Error('This Comlink has no handler for thrown values.');
  transferHandlers.set('throw', {
    canHandle: (value: unknown): value is Thrown => usual.canHandle(value),
    serialize: (thrown: Thrown): [Carried, Transferable[]] => {
      if (thrown.value instanceof ParlourError) return [{ parlour: thrown.value.toPlain() }, []];
      const [other, transfer] = usual.serialize(thrown);
      return [{ other }, transfer];
    },
    deserialize: (carried: Carried): unknown => {
      if ('parlour' in carried) throw ParlourError.fromPlain(carried.parlour);
      return usual.deserialize(carried.other);
    },
  });
}
