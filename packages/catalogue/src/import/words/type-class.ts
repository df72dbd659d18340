const classes = new Map(
  Object.entries({
    Movie: 'movie',
    TVSeries: 'series',
    TVMiniSeries: 'series',
    WebSeries: 'series',
    CreativeWorkSeries: 'series',
  }),
);

/** Types that different sources use for the same kind of thing share a class; any other type is its own. */
export function typeClass(type: string): string {
  return classes.get(type) ?? type;
}
