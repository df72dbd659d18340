/** Why something that lay in a room was ignored, each counted and shown. */
export interface Refusals {
  /** Not sealed in this room by the device under whose name it lay, or damaged, or of another format. */
  forged: number;
  /** Of a device that was removed. */
  removed: number;
  /** Not a membership record, or not signed by whom it says. */
  records: number;
}

export const noRefusals = (): Refusals => ({ forged: 0, removed: 0, records: 0 });
