import type { Engine, Reason as EngineReason, RequestContext } from '@parlour/recommend';
import { findTitles } from '@parlour/vault/import';
import type {
  HistoryPage,
  InterestView,
  ItemCard,
  ItemDetail,
  ListContext,
  ListRequest,
  Reason,
  RecommendationList,
  TitleExplanation,
} from '../brain-api/index.ts';
import type { Home } from './home.ts';
import { itemCard } from './item-card.ts';
import { nothingMine } from './my-view.ts';
import type { PublicCatalogue } from './public-catalogue.ts';

const similarCount = 12;

/** The engine makes no longer lists. */
const longestList = 200;

/** The list for the person of `home`; for somebody unknown where the vault is locked or there is none. */
export async function listFor(
  { mood, minutes, device, utcOffset, ...request }: ListRequest,
  house: PublicCatalogue,
  home: Home | undefined,
): Promise<RecommendationList> {
  const { catalogue } = house;
  const engine = await engineFor(house, home);
  const history = home?.history();
  const country = home?.settings.country;
  const list = engine.recommend({
    ...request,
    count: Math.max(1, Math.min(longestList, request.count)),
    platforms: request.platforms ?? home?.settings.platforms ?? [],
    country,
    context: contextOf({ mood, minutes, device, utcOffset }),
  });
  home?.recommender.keep();
  return {
    source: list.source,
    considered: list.considered,
    hidden: list.hidden,
    ...(list.notice !== undefined && { notice: list.notice }),
    ...(list.warning !== undefined && { warning: list.warning }),
    missing: list.missing.map((one) => ({ ...one })),
    entries: list.entries.map(({ row, score, source, reasons, explanation, trust }) => ({
      card: itemCard(catalogue, row, country),
      score,
      source,
      reasons: reasons.map(forPage),
      explanation,
      trust: { score: trust.score, ...trust.parts },
      mine: history?.mine(catalogue.id(row)) ?? nothingMine,
    })),
  };
}

type Given<T> = { readonly [K in keyof T]?: T[K] | undefined };

function contextOf({ mood, minutes, device, utcOffset }: Given<ListContext>): RequestContext {
  return {
    ...(mood !== undefined && { mood }),
    ...(minutes !== undefined && { minutes }),
    ...(device !== undefined && { device }),
    // The clock of this device is the person's.
    utcOffset: utcOffset ?? -new Date().getTimezoneOffset(),
  };
}

/** With the trained model; waits for learning only where nothing was learned before. */
async function engineFor(house: PublicCatalogue, home: Home | undefined): Promise<Engine> {
  if (home === undefined) return house.strangers().engine(undefined);
  return home.recommender.engine(await home.learner.taste());
}

function forPage(reason: EngineReason): Reason {
  return { ...reason, path: [...reason.path] };
}

/** @throws ParlourError `recommend/unknown-item` */
export async function explanationOf(
  item: string,
  house: PublicCatalogue,
  home: Home | undefined,
  context: ListContext = {},
): Promise<TitleExplanation> {
  const engine = await engineFor(house, home);
  const { score, reasons, trust, paths, moods } = engine.explain(item, contextOf(context));
  const card = (id: string): ItemCard =>
    itemCard(house.catalogue, house.catalogue.rowOf(id), home?.settings.country);
  return {
    score,
    reasons: reasons.map(forPage),
    trust: { score: trust.score, ...trust.parts },
    paths: paths.map(({ items, weight }) => ({ cards: items.map(card), weight })),
    moods: moods.map(({ mood, level, parts }) => ({
      mood,
      level,
      words: parts.filter(({ weight }) => weight > 0).map(({ word }) => word),
    })),
  };
}

export async function interestsOf(home: Home): Promise<InterestView[]> {
  const { house, settings } = home;
  const { interests } = (await engineFor(house, home)).sitting();
  return interests.map(({ medoid, share, members }) => ({
    card: itemCard(house.catalogue, medoid, settings.country),
    share,
    titles: members.length,
    genres: commonest(members.flatMap(({ row }) => house.catalogue.genres(row))),
  }));
}

function commonest(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort((left, right) => right[1] - left[1])
    .slice(0, 3)
    .map(([word]) => word);
}

export async function detailOf(
  item: string,
  house: PublicCatalogue,
  home: Home | undefined,
): Promise<ItemDetail | undefined> {
  const row = house.rowOf(item);
  if (row === undefined) return undefined;
  const engine = await house.strangers().engine(undefined);
  const card = (one: number): ItemCard => itemCard(house.catalogue, one, home?.settings.country);
  return {
    card: card(row),
    item: house.catalogue.item(row),
    mine: home?.history().mine(item) ?? nothingMine,
    similar: engine.similar(item, similarCount).map((other) => card(other.row)),
  };
}

export async function titlesNamed(
  text: string,
  limit: number,
  house: PublicCatalogue,
  country: string | undefined,
): Promise<ItemCard[]> {
  return cardsOf(findTitles(await house.titleIndex(), text, limit), house, country);
}

/** Latest addition first. */
export function watchlistOf(home: Home): ItemCard[] {
  const view = home.history();
  const added = new Map<string, number>();
  for (const { kind, item, at } of view.events) {
    if (item !== undefined && kind === 'watchlist') added.set(item, Math.max(at, added.get(item) ?? 0));
  }
  const items = [...added]
    .filter(([item]) => view.mine(item).onWatchlist)
    .sort(([, left], [, right]) => right - left)
    .map(([item]) => item);
  return cardsOf(items, home.house, home.settings.country);
}

/** Latest event first. */
export function historyPage(home: Home, { offset, limit }: { offset: number; limit: number }): HistoryPage {
  const { house, settings } = home;
  const { events } = home.history();
  const sorted = events.toSorted((left, right) => right.at - left.at);
  return {
    total: events.length,
    entries: sorted.slice(offset, offset + limit).map((event) => {
      const row = event.item === undefined ? undefined : house.rowOf(event.item);
      return {
        event,
        card: row === undefined ? undefined : itemCard(house.catalogue, row, settings.country),
      };
    }),
  };
}

function cardsOf(items: readonly string[], house: PublicCatalogue, country?: string): ItemCard[] {
  return items
    .map((item) => house.rowOf(item))
    .filter((row) => row !== undefined)
    .map((row) => itemCard(house.catalogue, row, country));
}
