/** Made when first asked for, and kept; a promise that fails is not kept: it is made again when asked for again. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    if (made === undefined) {
      const mine = { value: make() };
      made = mine;
      if (mine.value instanceof Promise) {
        mine.value.catch(() => {
          if (made === mine) made = undefined;
        });
      }
    }
    return made.value;
  };
}
