import { servePieces } from '../threads/serve-pieces.ts';
import { historiesOf } from './draw-histories.ts';

servePieces(historiesOf);
