import { ParlourError } from '@parlour/wire';
import jsonld from 'jsonld';
import { type Expanded, isObject } from './expanded.ts';
import { expandPlain } from './expand-plain.ts';
import { isSchemaOrgAddress, schemaOrgContext } from './schema-org-context.ts';
import { unifyVocabulary } from './unify-vocabulary.ts';

/** Answers for schema.org with our own context and for nothing else: no context is ever fetched. */
async function documentLoader(address: string) {
  if (!isSchemaOrgAddress(address)) throw new RemoteContext(address);
  return { documentUrl: address, document: { '@context': schemaOrgContext } };
}

class RemoteContext extends Error {
  readonly address: string;
  constructor(address: string) {
    super(`remote context ${address}`);
    this.address = address;
  }
}

/**
 * The expanded nodes of one document (JSON-LD 1.1 Processing Algorithms, section 5.1). A document without any context is read as
 * schema.org's. `https://schema.org/` and `http://schema.org/` are one vocabulary, as schema.org says.
 *
 * @throws ParlourError `catalogue/bad-json-ld` with a reason that names the context or keyword at fault
 */
export async function expandDocument(document: unknown): Promise<Expanded[]> {
  const plain = expandPlain(document);
  if (plain) return [plain];
  return expandGenerally(document);
}

/** The same by the general algorithm alone. */
export async function expandGenerally(document: unknown): Promise<Expanded[]> {
  if (!isObject(document) && !Array.isArray(document)) throw badDocument('It is not a JSON-LD object.');
  try {
    const input = withDefaultContext(document) as jsonld.JsonLdDocument;
    // The type of the options demands strings; an undefined base would resolve relative references against the file's place.
    const options = { documentLoader, base: null } as unknown as jsonld.Options.Expand;
    const expanded: unknown[] = await jsonld.expand(input, options);
    return expanded.filter(isObject).map((node) => unifyVocabulary(node) as Expanded);
  } catch (error) {
    throw badDocument(reasonOf(error), { cause: error });
  }
}

function withDefaultContext(document: Expanded | unknown[]): unknown {
  if (Array.isArray(document))
    return document.map((each) => (isObject(each) ? withDefaultContext(each) : each));
  return '@context' in document ? document : { '@context': schemaOrgContext, ...document };
}

function badDocument(reason: string, options?: ErrorOptions): ParlourError {
  return new ParlourError(
    'catalogue/bad-json-ld',
    {
      message: reason,
      meaning: 'This entry was left out.',
      mend: 'Correct it at its source and import it again.',
    },
    options,
  );
}

function reasonOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error || isObject(at); ) {
    if (at instanceof RemoteContext) {
      return `Its context ${at.address} is on another computer, and contexts are never fetched; put the context itself there.`;
    }
    const details: unknown = 'details' in at ? at.details : undefined;
    at = isObject(details) && details.cause !== undefined ? details.cause : at.cause;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `It is not valid JSON-LD: ${message}`;
}
