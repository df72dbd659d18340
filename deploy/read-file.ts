import { readFileSync } from 'node:fs';

/** A file of this folder, by its name from here. */
export const readDeployFile = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
