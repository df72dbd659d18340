import { openMomentModel } from '@parlour/model/moments';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';

/** @throws ParlourError as `openMomentModel`, of what is not whole or not signed. */
export const decodeMoments = (bytes: Uint8Array): Promise<unknown> =>
  openMomentModel(bytes, (...signed) => nodeSuite.verify(...signed));
