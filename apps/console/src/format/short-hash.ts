/** The first eight digits: enough to tell what one installation has apart. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
