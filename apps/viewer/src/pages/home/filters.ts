import type { ListContext, ListRequest, Mood } from '@parlour/worker/brain-api';

/** What the person wants to see now. Personal: kept in memory, never in an address. */
export interface Filters {
  readonly type: string;
  readonly maxRuntime: number | undefined;
  readonly mood: Mood | undefined;
  readonly platforms: readonly string[];
  readonly genres: readonly string[];
  /** Also what the person has seen. */
  readonly rewatch: boolean;
}

export const ANY = 'any';
export const NO_FILTERS: Filters = {
  type: ANY,
  maxRuntime: undefined,
  mood: undefined,
  platforms: [],
  genres: [],
  rewatch: false,
};

/** How many of the filters in the panel are set; type and length stand outside of it. */
export const panelFilters = ({ platforms, genres }: Filters): number => platforms.length + genres.length;

export const isFiltered = (filters: Filters): boolean =>
  filters.type !== ANY ||
  filters.maxRuntime !== undefined ||
  filters.mood !== undefined ||
  filters.rewatch ||
  panelFilters(filters) > 0;

/** The moment of a list, and of the explanations of its titles. */
export function contextFor({ mood, maxRuntime }: Filters, device: ListContext['device']): ListContext {
  return {
    ...(maxRuntime === undefined ? {} : { minutes: maxRuntime }),
    ...(mood === undefined ? {} : { mood }),
    ...(device === undefined ? {} : { device }),
  };
}

export function requestFor(
  filters: Filters,
  count: number,
  exclude: readonly string[],
  seed?: number,
  device?: ListContext['device'],
): ListRequest {
  return {
    count,
    ...(filters.type === ANY ? {} : { types: [filters.type] }),
    ...contextFor(filters, device),
    ...(filters.maxRuntime === undefined ? {} : { maxRuntime: filters.maxRuntime }),
    ...(filters.rewatch ? { rewatch: true } : {}),
    ...(filters.platforms.length === 0 ? {} : { platforms: [...filters.platforms] }),
    ...(filters.genres.length === 0 ? {} : { genres: [...filters.genres] }),
    ...(exclude.length === 0 ? {} : { exclude: [...exclude] }),
    ...(seed === undefined ? {} : { seed }),
  };
}
