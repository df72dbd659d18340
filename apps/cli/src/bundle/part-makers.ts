import { designFor, type MomentDesign } from '@parlour/model/moments';
import { ParlourError } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import type { BundlePart } from './bundle-part.ts';
import { writeFirstCentroids, writeSecondCentroids } from './cluster-centroids-file.ts';
import { clustersPart } from './clusters-part.ts';
import { fusionPart } from './fusion-part.ts';
import { writeHeadList } from './head-list.ts';
import { readBasis, writeBasis, type WrittenBasis } from './moment-basis.ts';
import { momentsPart } from './moments-part.ts';
import { popularityPart } from './popularity-part.ts';
import { publicTrials, qualityPart } from './quality-part.ts';
import { reportsPart } from './reports-part.ts';
import { writeWeightings } from './weightings-file.ts';

/** What the queries of an epoch are made for. */
export interface PartOrder {
  readonly data: Pick<DataFolder, 'publicCatalogue'>;
  /** Who take part. */
  readonly people: number;
  readonly minimumReports: number;
  /** Of the squared clip norm, what the model's query has. */
  readonly modelShare: number;
  /** Titles that popularity is asked of. */
  readonly titles: number;
  /** Titles that one person counts for, at least. */
  readonly perPerson: number;
  /** Titles that a model may be of. */
  readonly modelTitles: number;
  /** What people's moments may add up to at most, as `Query.sumNorm`; by default as was measured. */
  readonly modelSumNorm?: number;
  /** The basis that was asked over last: sums over one basis can be added up, so it is kept while it serves. */
  readonly lastBasis: string | undefined;
  /** Which model on trial is asked about, 32 hex digits; by default the first. */
  readonly experiment?: string;
  /** Whether clusters are asked the second time. */
  readonly clustersAgain?: boolean;
}

const nothingTried = (): ParlourError =>
  new ParlourError('bundle/nothing-tried', {
    message: 'No model is tried by a share of people that this could be asked of.',
    meaning: 'Nothing was published.',
    mend: 'Begin with: npx parlour models promote ID --share 0.5; then ask again.',
  });

/** A query that can be asked: its public file is written, and what it asks over it. */
export interface MadePart {
  readonly part: BundlePart;
  /** For whoever asks. */
  readonly about: string;
}

/** What makes each query that can be asked in an epoch, by its family. */
export const partMakers = {
  async moments(order: PartOrder): Promise<MadePart> {
    const basis = await basisFor(order);
    const { head, content } = basis.design;
    return {
      part: momentsPart(basis, order.modelSumNorm === undefined ? {} : { sumNorm: order.modelSumNorm }),
      about: `how ${basis.titles} titles go together, over ${head} of them and ${content} directions of content (basis ${basis.name})`,
    };
  },
  async popularity({ data, titles, perPerson }: PartOrder): Promise<MadePart> {
    const list = await writeHeadList(data.publicCatalogue, titles);
    return {
      part: popularityPart(list, { perPerson }),
      about: `how many people watched each of ${list.items.length} titles (list ${list.name})`,
    };
  },
  async reports({ data, titles }: PartOrder): Promise<MadePart> {
    const list = await writeHeadList(data.publicCatalogue, titles);
    return {
      part: reportsPart(list),
      about: `which of ${list.items.length} titles are broken, wrong or not available (list ${list.name})`,
    };
  },
  async fusion({ data }: PartOrder): Promise<MadePart> {
    const written = await writeWeightings(data.publicCatalogue);
    const { members, weightings } = written.weightings;
    return {
      part: fusionPart(written),
      about: `which of ${weightings.length} ways of mixing ${members.join(', ')} does best for people (ways ${written.name})`,
    };
  },
  async clusters({ data, clustersAgain }: PartOrder): Promise<MadePart> {
    const folder = data.publicCatalogue;
    const written = clustersAgain
      ? await writeSecondCentroids(folder)
      : await writeFirstCentroids(folder, { clusters: 16, axes: 16 });
    const { clusters, iteration } = written.centroids;
    return {
      part: clustersPart(written),
      about: `which of ${clusters.length} kinds of people there are, time ${iteration} of 2 (centroids ${written.name})`,
    };
  },
  async quality({ data, minimumReports, experiment: wanted }: PartOrder): Promise<MadePart> {
    const trials = await publicTrials(data.publicCatalogue);
    const trial = trials.find(({ experiment }) => wanted === undefined || experiment === wanted);
    if (trial === undefined) throw nothingTried();
    return {
      part: qualityPart(trial, minimumReports),
      about: `how good lists are with the ${trial.model} model that ${100 * trial.share} % of people try, and without (experiment ${trial.experiment})`,
    };
  },
} satisfies Record<string, (order: PartOrder) => Promise<MadePart>>;

export type AskedFamily = keyof typeof partMakers;

/** How far the number of titles that a person counts for is from what it seems, as noise and the newest epochs have it. */
const titlesDoubt = 0.125;

/**
 * The last basis while the noise rule chooses its design, or may as well, and nothing better is known of what is popular; else a new one. Noise
 * counts as that of so many fewer people as other queries share the clip.
 */
async function basisFor(order: PartOrder): Promise<WrittenBasis> {
  const { publicCatalogue: folder } = order.data;
  let asGood: MomentDesign[] = [];
  const designOf = (titles: number, titlesEach: number) => {
    const [design, ...others] = [0, -titlesDoubt, titlesDoubt].map((doubt) =>
      designFor(order.people * order.modelShare, order.minimumReports, titles, titlesEach * (1 + doubt)),
    );
    asGood = [design, ...others];
    return design;
  };
  const last = order.lastBasis === undefined ? undefined : await readBasis(folder, order.lastBasis);
  const fresh = await writeBasis(folder, order.modelTitles, designOf);
  const serves = asGood.some(
    ({ head, content }) => last?.design.head === head && last.design.content === content,
  );
  return last !== undefined && serves && last.popularity === fresh.popularity ? last : fresh;
}
