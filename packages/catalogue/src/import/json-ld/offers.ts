import { PlatformOffer } from '@parlour/wire';
import * as v from 'valibot';
import { countryCode } from '../words/country-code.ts';
import { platformOfLink, platformSlug } from '../words/platform-slug.ts';
import { withoutUndefined } from '../words/without-undefined.ts';
import {
  type Expanded,
  hasType,
  linkOf,
  typesOf,
  valuesAt,
  valuesOf,
  vocabulary,
  wordsOf,
} from './expanded.ts';
import { readMoment, writeMoment } from './moment.ts';

export const checkedAt = 'urn:parlour:checkedAt';

/** The one form in which we write a platform: an `Offer` by an organization that is named by the platform's slug. */
export function writeOffer(offer: PlatformOffer): Expanded {
  const literal = (value: unknown) => [{ '@value': value }];
  return withoutUndefined({
    '@type': [`${vocabulary}Offer`],
    [`${vocabulary}offeredBy`]: [
      { '@type': [`${vocabulary}Organization`], [`${vocabulary}name`]: literal(offer.platform) },
    ],
    [`${vocabulary}eligibleRegion`]: offer.country && literal(offer.country),
    [`${vocabulary}url`]: offer.link === undefined ? undefined : [{ '@id': offer.link }],
    [checkedAt]: offer.checkedAt === undefined ? undefined : literal(writeMoment(offer.checkedAt)),
  });
}

/** The platform of an `Offer` or a `WatchAction`, ours or anybody's, by its organization or else by the host of its link. */
export function readOffer(value: Expanded): PlatformOffer | undefined {
  if (!['Offer', 'WatchAction', 'ViewAction'].some((type) => hasType(value, type))) return undefined;
  const first = (property: string) => valuesOf(value, property)[0];
  const target = first('target') ?? first('url') ?? first('urlTemplate');
  const link =
    target && (linkOf(valuesOf(target, 'urlTemplate')[0] ?? valuesOf(target, 'url')[0]) ?? linkOf(target));
  const organization = first('offeredBy') ?? first('seller') ?? first('provider');
  const name = organization && wordsOf(organization);
  const platform = () =>
    (link && platformOfLink(link)) ?? (name === undefined ? undefined : platformSlug(name));
  const region = first('eligibleRegion') ?? first('areaServed');
  const offer = withoutUndefined({
    platform: isOurs(value) ? name : platform(),
    country: region && countryCode(wordsOf(region) ?? ''),
    link,
    checkedAt: readMoment(valuesAt(value, checkedAt)[0]?.['@value']),
  });
  const { success, output } = v.safeParse(PlatformOffer, offer);
  return success ? output : undefined;
}

/** Whether the value names its platform by a slug, as `writeOffer` does. */
function isOurs(value: Expanded): boolean {
  const [organization] = valuesOf(value, 'offeredBy');
  return (
    typesOf(value).length === 1 && /^[a-z0-9][a-z0-9-]*$/.test((organization && wordsOf(organization)) ?? '')
  );
}
