import { demand } from '../../refusal.ts';

/** Exactly `degree` devices of the round, none twice, the drawer not among them: `aggregation/malformed-message` else. */
export function checkDraw(draw: readonly number[], sender: number, clients: number, degree: number): void {
  const right =
    draw.length === degree &&
    new Set(draw).size === degree &&
    draw.every((index) => index < clients && index !== sender);
  demand(right, 'malformed-message', 'draw');
}
