import * as v from 'valibot';
import type { Bytes } from '../bytes.ts';
import type { DeviceId } from '../keys/device-keys.ts';
import { count, exactly } from '../plain-bytes.ts';
import { SIZES } from '../suite/sync-suite.ts';

/** The last update of a device in a room that somebody has seen. */
export const Head = v.strictObject({ sequence: count, hash: exactly(SIZES.hash) });
export type Head = v.InferOutput<typeof Head>;

/** By device; of devices of which nothing was seen nothing is said. */
export const Heads = v.record(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), Head);
export type Heads = Readonly<Record<DeviceId, { readonly sequence: number; readonly hash: Bytes }>>;
