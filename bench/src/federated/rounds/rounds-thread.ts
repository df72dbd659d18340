import { servePieces } from '../threads/serve-pieces.ts';
import { sumRounds } from './sum-rounds.ts';

servePieces(sumRounds);
