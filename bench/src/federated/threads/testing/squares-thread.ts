import { servePieces } from '../serve-pieces.ts';
import { squares } from './squares.ts';

servePieces(squares.begin);
