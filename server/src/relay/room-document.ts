import * as Y from 'yjs';

/**
 * What updates of a room say together, made for the moment and forgotten: a relay has no document in memory while nobody asks for
 * it. What was deleted is not in it any more. An update that yjs refuses is left out, as it is by every device.
 */
export function roomDocument(updates: readonly { readonly body: Uint8Array }[]): Y.Doc {
  const document = new Y.Doc();
  for (const { body } of updates) {
    try {
      Y.applyUpdate(document, body);
    } catch {
      // The form of an update is checked before it is kept; what is left is what one device alone does wrong.
    }
  }
  return document;
}
