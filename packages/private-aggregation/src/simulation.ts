export { encodeCohort } from './encoding/encode-cohort.ts';
