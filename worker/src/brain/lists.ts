import { recommend, similarRows } from '@parlour/recommend';
import { findTitles } from '@parlour/vault/import';
import type { HistoryPage, ItemCard, ItemDetail, ListRequest, RecommendationList } from '../brain-api.ts';
import type { Home } from './home.ts';
import { itemCard } from './item-card.ts';
import { nothingMine } from './my-view.ts';
import type { PublicCatalogue } from './public-catalogue.ts';

const similarCount = 12;

/** The list for the person of `home`; for somebody unknown where the vault is locked or there is none. */
export async function listFor(
  request: ListRequest,
  house: PublicCatalogue,
  home: Home | undefined,
): Promise<RecommendationList> {
  const { catalogue } = house;
  const taste = await home?.learner.taste();
  const { features, mean } = await house.features();
  const history = home?.history();
  const country = home?.settings.country;
  const { source, considered, entries } = recommend(
    { ...request, platforms: request.platforms ?? home?.settings.platforms ?? [], country },
    {
      catalogue,
      features,
      mean,
      popularity: house.popularity(),
      excluded: history?.known ?? new Set(),
      taste,
    },
  );
  return {
    source,
    considered,
    entries: entries.map(({ row, score, reasons }) => ({
      card: itemCard(catalogue, row, country),
      score,
      source,
      reasons: reasons.map((reason) => ({ ...reason, path: [...reason.path] })),
      mine: history?.mine(catalogue.id(row)) ?? nothingMine,
    })),
  };
}

export async function detailOf(
  item: string,
  house: PublicCatalogue,
  home: Home | undefined,
): Promise<ItemDetail | undefined> {
  const row = house.rowOf(item);
  if (row === undefined) return undefined;
  const { features } = await house.features();
  const card = (one: number): ItemCard => itemCard(house.catalogue, one, home?.settings.country);
  return {
    card: card(row),
    item: house.catalogue.item(row),
    mine: home?.history().mine(item) ?? nothingMine,
    similar: similarRows(features, row, similarCount).map(card),
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
