import type { ColumnWriter, Part } from './column-writer.ts';

/** Several writers side by side; push one value into each of `fields` a row. */
export class StructWriter<F extends Record<string, ColumnWriter>> implements ColumnWriter {
  readonly fields: F;

  constructor(fields: F) {
    this.fields = fields;
  }

  get length(): number {
    return Object.values(this.fields)[0]?.length ?? 0;
  }

  parts(name: string, order: Int32Array): Part[] {
    return Object.entries(this.fields).flatMap(([field, writer]) => writer.parts(`${name}.${field}`, order));
  }
}
