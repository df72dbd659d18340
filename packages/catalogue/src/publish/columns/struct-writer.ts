import { type Batch, batchType, struct } from '@uwdata/flechette';
import type { ColumnWriter } from './column-writer.ts';

/** Several writers side by side; push one value into each of `fields` a row. */
export class StructWriter<F extends Record<string, ColumnWriter>> implements ColumnWriter {
  readonly fields: F;

  constructor(fields: F) {
    this.fields = fields;
  }

  get length(): number {
    return Object.values(this.fields)[0]?.length ?? 0;
  }

  batch(order: Int32Array): Batch<unknown> {
    const children = Object.values(this.fields).map((field) => field.batch(order));
    const names = Object.keys(this.fields);
    const type = struct(Object.fromEntries(children.map((child, i) => [names[i], child.type])));
    const length = order.length;
    return new (batchType(type))({ type, length, nullCount: 0, validity: new Uint8Array(0), children });
  }
}
