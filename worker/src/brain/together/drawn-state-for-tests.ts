import { plainToBytes } from '@parlour/private-aggregation';

/** For tests only: what is stored of a device that has been drawn into a round, and has not reported. */
export const drawnState = (roundId: Uint8Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(32);
  const [bundleHash, tokenKeysHash, aggregatorKey, context, setupContext, treeRoot] = Array(6).fill(bytes);
  const keys = [
    'signingSeed',
    'maskSecret',
    'encryptionSecret',
    'channelKey',
    'selfSeed',
    'drawSeed',
    'shareSeed',
  ];
  return plainToBytes({
    format: 1,
    phase: 'drawn',
    setup: {
      roundId,
      bundleHash,
      tokenKeysHash,
      dimension: 40,
      bits: 20,
      minimumReports: 50,
      cohortSize: 80,
      adversarialRate: 0.1,
      dropoutRate: 0.1,
    },
    aggregatorKey,
    outbox: bytes,
    context,
    clients: 60,
    setupContext,
    treeRoot,
    index: 7,
    graph: { degree: 20, threshold: 11 },
    secrets: Object.fromEntries(keys.map((name) => [name, bytes])),
    ownKeys: [bytes],
    draw: [1, 2],
  });
};
