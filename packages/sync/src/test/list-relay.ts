import type { DeviceId } from '../keys/device-keys.ts';
import { readHeader, type SealedUpdate } from '../sealing/sealed-update.ts';

/** What a relay keeps, as lists: by room, by device, its updates in order. */
export class ListRelay {
  readonly rooms = new Map<string, Map<DeviceId, Uint8Array[]>>();

  of(room: string, device: DeviceId): Uint8Array[] {
    const devices = this.rooms.get(room) ?? new Map<DeviceId, Uint8Array[]>();
    this.rooms.set(room, devices);
    const list = devices.get(device) ?? [];
    devices.set(device, list);
    return list;
  }

  /** Adds what is not there yet. */
  push(room: string, device: DeviceId, updates: readonly SealedUpdate[]): void {
    const list = this.of(room, device);
    const there = new Set(list.map((bytes) => readHeader(bytes)?.sequence));
    for (const { sequence, bytes } of updates) if (!there.has(sequence)) list.push(bytes);
  }

  /** The device empties its list from the front. */
  empty(room: string, device: DeviceId, upTo: number): void {
    const list = this.of(room, device);
    const kept = list.filter((bytes) => (readHeader(bytes)?.sequence ?? 0) > upTo);
    list.splice(0, list.length, ...kept);
  }

  find(room: string): { readonly device: DeviceId; readonly bytes: Uint8Array }[] {
    return [...(this.rooms.get(room) ?? [])].flatMap(([device, list]) =>
      list.map((bytes) => ({ device, bytes })),
    );
  }
}
