import type { Catalogue } from '@parlour/catalogue';
import { aged, type Trust, trustOf, unknownTrust } from './trust.ts';
import { knownSources, type TrustSignals } from './trust-signals.ts';

export interface ItemTrust {
  /** `preference` is the person's part, 0..1. Equal on one day, for everything decays by whole days. */
  of(row: number, now: number, preference: number): Trust;
}

export interface ItemTrustParts {
  readonly catalogue: Catalogue;
  readonly sources?: Readonly<Record<string, number>> | undefined;
  readonly signals?: ((item: string) => TrustSignals | undefined) | undefined;
}

/** What is read of a row once. */
interface Facts {
  readonly source: number;
  readonly metadata: number;
  /** Facts of a title that is out for long do not age; those of one that is new or announced do. */
  readonly year: number | undefined;
  readonly updatedAt: number | undefined;
  readonly offered: boolean;
  readonly checkedAt: number | undefined;
  readonly signals: TrustSignals | undefined;
}

/** Lifetimes of the overview, in days. */
const factsLifetime = 30;
const availabilityLifetime = 7;
const worksTrust = 1;
const brokenTrust = 0;
const leastComplete = 0.4;
/** Agreement by the number of other catalogues that know the title: none is unknown. */
const agreementBySources = [unknownTrust, 0.85, 0.95, 1];
const correctionCost = 0.15;
const reportCost = 0.2;
/** Recommendations that weigh as much as the prior of unknown quality. */
const priorRecommendations = 20;

export function itemTrust({ catalogue, sources, signals }: ItemTrustParts): ItemTrust {
  const known = new Map<number, Facts>();
  const factsOf = (row: number): Facts => {
    let facts = known.get(row);
    if (facts === undefined) {
      facts = readFacts(catalogue, row, { ...knownSources, ...sources }, signals?.(catalogue.id(row)));
      known.set(row, facts);
    }
    return facts;
  };
  return {
    of(row, now, preference) {
      const facts = factsOf(row);
      return trustOf({
        source: facts.source,
        metadata: metadataAt(facts, now),
        availability: availabilityAt(facts, now),
        quality: qualityOf(facts.signals),
        preference,
      });
    },
  };
}

function readFacts(
  catalogue: Catalogue,
  row: number,
  sources: Readonly<Record<string, number>>,
  signals: TrustSignals | undefined,
): Facts {
  const offers = catalogue.platforms(row);
  const checks = offers.map(({ checkedAt }) => checkedAt).filter((at) => at !== undefined);
  const others = Object.keys(catalogue.externalIds(row)).length;
  const agreement = agreementBySources[Math.min(others, agreementBySources.length - 1)];
  const metadata = (completeness(catalogue, row) + agreement) / 2;
  return {
    source: within((sources[catalogue.source(row)] ?? unknownTrust) - cost(reportCost, signals?.reports)),
    metadata: within(metadata - cost(correctionCost, signals?.corrections)),
    year: catalogue.year(row),
    updatedAt: catalogue.sourceUpdatedAt(row),
    offered: offers.length > 0,
    checkedAt: checks.length > 0 ? Math.max(...checks) : undefined,
    signals,
  };
}

/** From 0.4 for an entry that is only a name to 1 for one that lacks nothing. */
function completeness(catalogue: Catalogue, row: number): number {
  const has = (column: { readonly offsets: Int32Array }): number =>
    Number(column.offsets[row + 1] > column.offsets[row]);
  const found =
    Number(catalogue.year(row) !== undefined) +
    has(catalogue.coded('genres')) +
    Number(catalogue.runtime(row) !== undefined || catalogue.seasons(row) !== undefined) +
    Math.max(has(catalogue.coded('directors')), has(catalogue.coded('cast'))) +
    has(catalogue.coded('countries')) +
    has(catalogue.text('synopsis'));
  return leastComplete + ((1 - leastComplete) * found) / 6;
}

function metadataAt({ metadata, year, updatedAt }: Facts, now: number): number {
  const ages = year !== undefined && year >= new Date(now).getUTCFullYear();
  return ages ? aged(metadata, updatedAt, now, factsLifetime) : metadata;
}

function availabilityAt({ offered, checkedAt, signals }: Facts, now: number): number {
  const check = signals?.linkCheck;
  if (check !== undefined && check.at >= (checkedAt ?? 0)) {
    return aged(check.works ? worksTrust : brokenTrust, check.at, now, availabilityLifetime);
  }
  return offered ? aged(worksTrust, checkedAt, now, availabilityLifetime) : unknownTrust;
}

function qualityOf(signals: TrustSignals | undefined): number {
  const recommended = signals?.recommended;
  if (recommended === undefined) return unknownTrust;
  const { times, liked } = recommended;
  return within((liked + unknownTrust * priorRecommendations) / (times + priorRecommendations));
}

function cost(each: number, count = 0): number {
  return each * Math.log2(1 + Math.max(0, count));
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}
