/** Room for bodies that are read at once: so many bytes, first come, first served. */
export interface BodyRoom {
  /** Waits for room; more than there is at all is taken as all that there is. @returns gives it back, once. */
  take(bytes: number): Promise<() => void>;
}

export function bodyRoom(size: number): BodyRoom {
  const waiting: { readonly bytes: number; readonly enter: () => void }[] = [];
  let free = size;
  const admit = () => {
    for (let first = waiting[0]; first !== undefined && first.bytes <= free; first = waiting[0]) {
      waiting.shift();
      free -= first.bytes;
      first.enter();
    }
  };
  return {
    take: (wanted) =>
      new Promise((resolve) => {
        const bytes = Math.min(wanted, size);
        let isHeld = true;
        const leave = () => {
          if (!isHeld) return;
          isHeld = false;
          free += bytes;
          admit();
        };
        waiting.push({ bytes, enter: () => resolve(leave) });
        admit();
      }),
  };
}
