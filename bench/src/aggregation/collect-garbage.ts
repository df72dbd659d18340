import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { readonly type: 'major' | 'minor' }) => void;

/**
 * Clears away what making up and encoding vectors has left, so that it is not cleared away while a device or the aggregator
 * is measured.
 */
export const collectGarbage = (type: 'major' | 'minor'): void => collect({ type });
