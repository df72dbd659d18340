import { vocabulary } from './expanded.ts';

const links =
  'sameAs url image license sdLicense thumbnailUrl contentUrl embedUrl downloadUrl installUrl logo mainEntityOfPage discussionUrl isBasedOn usageInfo codeRepository relatedLink significantLink acquireLicensePage screenshot';
const dates =
  'datePublished dateCreated dateModified sdDatePublished uploadDate startDate endDate birthDate deathDate expires';

export const linkTerms: ReadonlySet<string> = new Set(links.split(' '));
export const dateTerms: ReadonlySet<string> = new Set(dates.split(' '));

export const prefixes: Readonly<Record<string, string>> = {
  schema: vocabulary,
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
};

/**
 * Our own small stand-in for https://schema.org's context, in its manner: everything is in the vocabulary, properties that hold
 * links are references, properties that hold dates are typed as such.
 */
export const schemaOrgContext: Readonly<Record<string, unknown>> = {
  '@vocab': vocabulary,
  type: '@type',
  id: '@id',
  ...prefixes,
  ...Object.fromEntries([...linkTerms].map((term) => [term, { '@id': vocabulary + term, '@type': '@id' }])),
  ...Object.fromEntries(
    [...dateTerms].map((term) => [term, { '@id': vocabulary + term, '@type': `${vocabulary}Date` }]),
  ),
};

/** Whether an address is one under which schema.org publishes its context. */
export function isSchemaOrgAddress(address: unknown): boolean {
  return (
    typeof address === 'string' &&
    /^https?:\/\/(?:www\.)?schema\.org\/?(?:docs\/jsonldcontext\.json(?:ld)?)?$/.test(address)
  );
}
