/** True from the moment a person erases everything: nothing is kept any more, whatever is still under way. */
let leaving = false;

export const isLeaving = (): boolean => leaving;

/** Stops keeping files, deletes what is kept, and then tells `port`. */
export async function leave(port: MessagePort | undefined): Promise<void> {
  leaving = true;
  for (const name of await caches.keys()) await caches.delete(name);
  port?.postMessage('left');
}
