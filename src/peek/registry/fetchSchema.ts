import type { SchemaRef, SchemaText } from '../../decoding/schemas.ts';
import { FailureError, failureOf } from '../../model/failure.ts';
import type { RegistryClient } from './registryClient.ts';
import { readSchema, readVersions, type WireReference, type WireSchema } from './wire.ts';

type Asks = Pick<RegistryClient, 'get'>;

/** What a schema is called in a failure: "schema id 19". */
export const refWords = (ref: SchemaRef): string => (ref.kind === 'id' ? `schema id ${ref.id}` : `schema GUID ${ref.guid}`);

/**
 * A schema with all that it refers to, directly or not. `likely`: the subject that is told where a schema stands under several.
 * Throws FailureError, as RegistryClient.get does, or where references run in a circle or have no end.
 */
export async function fetchSchema(registry: Asks, ref: SchemaRef, likely: string): Promise<SchemaText> {
  const about = refWords(ref);
  const [wire, stands] = await Promise.all([askSchema(registry, ref, about), ref.kind === 'id' ? askVersions(registry, ref.id) : []]);
  const named = await fetchReferences(registry, wire, about);
  const { subject, version } = stands.find(one => one.subject === likely) ?? stands[0] ?? wire;
  return {
    ...build(wire, named, about, []),
    ...(ref.kind === 'id' ? { id: ref.id } : { guid: ref.guid }),
    ...(subject === undefined ? {} : { subject }),
    ...(version === undefined ? {} : { version }),
  };
}

async function askSchema(registry: Asks, ref: SchemaRef, about: string): Promise<WireSchema> {
  if (ref.kind === 'id') return read(await registry.get(`/schemas/ids/${ref.id}`, about), about);
  try {
    return read(await registry.get(`/schemas/guids/${ref.guid}`, about), about);
  } catch (error) {
    const failure = failureOf(error);
    throw failure.code === 'REGISTRY_PATH_NOT_FOUND' ? new FailureError({ ...failure, code: 'REGISTRY_KNOWS_NO_GUIDS' }) : error;
  }
}

/** Subject and version are only named to a person: a registry that does not tell them costs nothing else. */
async function askVersions(registry: Asks, id: number): Promise<readonly { readonly subject: string; readonly version: number }[]> {
  try {
    return readVersions(await registry.get(`/schemas/ids/${id}/versions`, refWords({ kind: 'id', id })));
  } catch {
    return [];
  }
}

/** Each schema that is referred to, once, whoever refers to it; deleted ones too, for records are older than that. */
async function fetchReferences(registry: Asks, root: WireSchema, about: string): Promise<ReadonlyMap<string, WireSchema>> {
  const found = new Map<string, WireSchema>();
  const seen = new Set<string>();
  for (let next: readonly WireReference[] = root.references; next.length > 0;) {
    const unseen = next.filter(reference => !seen.has(nameOf(reference)) && seen.add(nameOf(reference)));
    if (seen.size > mostReferences)
      throw new FailureError({
        kind: 'unreadable',
        code: 'SCHEMA_REFERENCES_ENDLESS',
        subject: about,
        detail: `more than ${mostReferences}`,
      });
    const fetched = await Promise.all(
      unseen.map(async reference => {
        const { subject, version } = reference;
        const whose = `${nameOf(reference)}, to which ${about} refers`;
        const wire = read(
          await registry.get(
            `/subjects/${encodeURIComponent(subject)}/versions/${version === -1 ? 'latest' : version}?deleted=true`,
            whose,
          ),
          whose,
        );
        found.set(nameOf(reference), wire);
        return wire;
      }),
    );
    next = fetched.flatMap(({ references }) => references);
  }
  return found;
}

/** The tree of a schema; what is referred to twice is one object. `above`: whose references are being followed. */
function build(
  wire: WireSchema,
  named: ReadonlyMap<string, WireSchema>,
  about: string,
  above: readonly WireSchema[],
  built = new Map<WireSchema, SchemaText>(),
): SchemaText {
  const known = built.get(wire);
  if (known) return known;
  if (above.includes(wire))
    throw new FailureError({ kind: 'unreadable', code: 'SCHEMA_REFERENCES_ENDLESS', subject: about, detail: 'they run in a circle' });
  const { type, schema, references, id, guid, subject, version } = wire;
  const text: SchemaText = {
    type,
    schema,
    references: references.flatMap(reference => {
      const target = named.get(nameOf(reference));
      return target ? [{ name: reference.name, schema: build(target, named, about, [...above, wire], built) }] : [];
    }),
    ...(id === undefined ? {} : { id }),
    ...(guid === undefined ? {} : { guid }),
    ...(subject === undefined ? {} : { subject }),
    ...(version === undefined ? {} : { version }),
  };
  built.set(wire, text);
  return text;
}

function read(answer: unknown, about: string): WireSchema {
  const wire = readSchema(answer);
  if (wire) return wire;
  throw new FailureError({ kind: 'unreadable', code: 'REGISTRY_BROKEN_ANSWER', subject: about, detail: 'no schema in it' });
}

const nameOf = ({ subject, version }: WireReference): string => `${subject} version ${version}`;

/** Far above what people write; each costs a request. */
const mostReferences = 200;
