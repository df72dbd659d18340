/** The ways a device can compute, in the order in which they are tried. */
export const backendNames = ['typed-arrays', 'wasm', 'webgpu', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];
