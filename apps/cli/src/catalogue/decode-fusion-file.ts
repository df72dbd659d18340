import { openPublicFile } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { type FusionFile, readFusion } from '@parlour/recommend';

/** @throws ParlourError `model/damaged-fusion`, and `aggregation/bad-public-file` of shared weights that are not as they were signed. */
export async function decodeFusionFile(bytes: Uint8Array): Promise<FusionFile> {
  const file = readFusion(bytes);
  if (file.from === 'people') await openPublicFile(nodeSuite, 'fusion', file.signed);
  return file;
}
