import { Note } from '@parlour/interface';

/** What an operator may look for, and why it is nowhere. */
export function NoSingleDevice() {
  return (
    <Note icon="eye">
      <strong>There is no view of a single device, because there is nothing to show.</strong>
      <p>
        Reports come masked and under one-time keys, and only sums of many are ever unmasked. The server
        stores no address, no name and no id of a device.
      </p>
    </Note>
  );
}
