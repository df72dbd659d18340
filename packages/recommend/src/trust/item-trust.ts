import type { Catalogue, CodedColumn } from '@parlour/catalogue';
import { keepLatest } from '../keep-latest.ts';
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
const day = 86_400_000;
const worksTrust = 1;
const leastComplete = 0.4;
/** Compared facts that weigh as much as the prior of unknown agreement. */
const priorFacts = 2;
/** Titles whose facts are kept: those of some lists. */
const keptFacts = 2_000;
const correctionCost = 0.15;
const reportCost = 0.2;
/** Recommendations that weigh as much as the prior of unknown quality. */
const priorRecommendations = 20;

export function itemTrust({ catalogue, sources, signals }: ItemTrustParts): ItemTrust {
  const known = new Map<number, Facts>();
  const reliability = { ...knownSources, ...sources };
  const factsOf = (row: number): Facts => {
    let facts = known.get(row);
    if (facts === undefined) {
      facts = readFacts(catalogue, row, reliability, signals?.(catalogue.id(row)));
      keepLatest(known, row, facts, keptFacts);
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
  const metadata = (completeness(catalogue, row) + agreementOf(signals)) / 2;
  const seen = [catalogue.sourceUpdatedAt(row), signals?.seenAt].filter((at) => at !== undefined);
  const isWrong = signals?.isWrong === true;
  return {
    source: isWrong
      ? 0
      : within(reliabilityOf(catalogue.source(row), sources, signals) - cost(reportCost, signals?.reports)),
    metadata: isWrong ? 0 : within(metadata - cost(correctionCost, signals?.corrections)),
    year: catalogue.year(row),
    updatedAt: seen.length > 0 ? Math.max(...seen) : undefined,
    offered: offers.length > 0,
    checkedAt: checks.length > 0 ? Math.max(...checks) : undefined,
    signals,
  };
}

/** Of whose word comes first; raised towards that of a better source as far as sources agree. */
function reliabilityOf(
  first: string,
  reliability: Readonly<Record<string, number>>,
  signals: TrustSignals | undefined,
): number {
  const of = (source: string): number => reliability[source] ?? unknownTrust;
  const { compared = 0, agreeing = 0 } = signals?.agreement ?? {};
  const best = Math.max(of(first), ...(signals?.sources ?? []).map(of));
  return of(first) + (compared > 0 ? ((best - of(first)) * agreeing) / compared : 0);
}

function agreementOf(signals: TrustSignals | undefined): number {
  const { compared = 0, agreeing = 0 } = signals?.agreement ?? {};
  return (agreeing + unknownTrust * priorFacts) / (compared + priorFacts);
}

/** From 0.4 for an entry that is only a name to 1 for one that lacks nothing. */
function completeness(catalogue: Catalogue, row: number): number {
  const has = ({ starts }: CodedColumn): number => Number(starts.length(row) > 0);
  const found =
    Number(catalogue.year(row) !== undefined) +
    has(catalogue.coded('genres')) +
    Number(catalogue.runtime(row) !== undefined || catalogue.seasons(row) !== undefined) +
    Math.max(has(catalogue.coded('directors')), has(catalogue.coded('cast'))) +
    has(catalogue.coded('countries')) +
    Number(catalogue.text('synopsis').length(row) > 0);
  return leastComplete + ((1 - leastComplete) * found) / 6;
}

function metadataAt({ metadata, year, updatedAt }: Facts, now: number): number {
  const ages = year !== undefined && year >= new Date(now).getUTCFullYear();
  return ages ? aged(metadata, updatedAt, now, factsLifetime) : metadata;
}

function availabilityAt({ offered, checkedAt, signals }: Facts, now: number): number {
  const check = signals?.linkCheck;
  // Links are tried on a day, offers are dated to the moment.
  const isNewer = check !== undefined && check.at + day > (checkedAt ?? 0);
  const found = isNewer
    ? aged(check.works, check.at, now, availabilityLifetime)
    : offered
      ? aged(worksTrust, checkedAt, now, availabilityLifetime)
      : unknownTrust;
  return within(found - cost(reportCost, signals?.unavailable));
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
