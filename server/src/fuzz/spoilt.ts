import fc from 'fast-check';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Place = readonly (string | number)[];

/** What stands nowhere in a body of ours. */
const nowhere: readonly Json[] = [[[]], { no: 1 }, -1.5, 1e300, '\u0000', true];

/** A body that was right, with one of its members left out, made something else, or joined by one that nobody knows. */
export function spoilt(body: Json): fc.Arbitrary<Json> {
  const members = placesIn(body);
  return fc.oneof(
    fc.constantFrom(...members).map((place) => changed(body, place, () => undefined)),
    fc
      .tuple(fc.constantFrom(...members), fc.constantFrom(...nowhere))
      .filter(([place, other]) => typeof at(body, place) !== typeof other)
      .map(([place, other]) => changed(body, place, () => other)),
    fc.constantFrom(...members).map(([...place]) => {
      place[place.length - 1] = 'nobody knows';
      return changed(body, place, () => 1);
    }),
  );
}

/** Every member of every object in it. */
function placesIn(value: Json, here: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = [...here, Array.isArray(value) ? Number(name) : name];
    return [...(Array.isArray(value) ? [] : [place]), ...placesIn(inner, place)];
  });
}

const at = (value: Json, place: Place): Json | undefined =>
  place.reduce<Json | undefined>((inner, name) => (inner as Record<string, Json>)[name], value);

function changed(value: Json, [name, ...rest]: Place, change: (before: Json) => Json | undefined): Json {
  const copy = structuredClone(value) as Record<string | number, Json>;
  const after = rest.length > 0 ? changed(copy[name], rest, change) : change(copy[name]);
  if (after === undefined) delete copy[name];
  else copy[name] = after;
  return copy;
}
