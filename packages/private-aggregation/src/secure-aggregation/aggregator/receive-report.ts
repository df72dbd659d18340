import { demand } from '../../refusal.ts';
import type { ByteReader } from '../byte-reader.ts';
import { equalBytes } from '../bytes.ts';
import { isMember } from '../member-set.ts';
import { readReport } from '../messages/report.ts';
import { addPacked } from '../words/add-packed.ts';
import type { Reporting } from './server-state.ts';

/**
 * Adds a masked report.
 * @throws ParlourError `aggregation/unknown-sender` for a device that did not share, `-wrong-round` for one that was
 * told other sharers, `-malformed-message`; before anything is added.
 */
export function receiveReport(state: Reporting, sender: number, body: ByteReader): void {
  demand(isMember(state.sharers, sender), 'unknown-sender', 'did not share');
  const { sharersHash, packed } = readReport(body);
  demand(equalBytes(sharersHash, state.sharersHash), 'wrong-round', 'sharers');
  addPacked(state.sum, packed, state.setup.bits);
  state.reported.add(sender);
}
