import { type BodyRoom, bodyRoom } from '../rounds/body-room.ts';

/** Room for so many bytes, and the same again for whatever is larger than `large`: who waits for much keeps nobody waiting who needs little. */
export function loadsBySize(size: number, large: number): BodyRoom {
  const [usual, larger] = [bodyRoom(size), bodyRoom(size)];
  return { take: (bytes) => (bytes > large ? larger : usual).take(bytes) };
}
