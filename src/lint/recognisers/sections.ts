import type { ConfigText, TextEntry } from '../configText.ts';
import type { ClientConfiguration, PartEntry } from '../configuration.ts';
import { factsOf, type Facts } from '../facts/facts.ts';
import { javaFacts } from '../facts/javaFacts.ts';
import { librdkafkaFacts } from '../facts/librdkafkaFacts.ts';
import type { Library, Role } from '../roles.ts';
import type { Around } from './around.ts';
import { clientsOf } from './clientsOf.ts';
import { commonNames, environmentOf, environmentOfFile } from './environments.ts';
import { isSomebodyElses, libraryOf, roleOf } from './whoseKeys.ts';

/**
 * Sections of a YAML, JSON or .ini file, and prefixes of a .properties file, that hold a client's settings: those of several
 * environments, of consumer and producer, of a connector, `mp.messaging.incoming.NAME` of Quarkus, `kafka.consumers.NAME` of
 * Micronaut. A section inherits from the sections around it and from the common one beside its environment.
 */
export function sections(text: ConfigText, around: Around): readonly ClientConfiguration[] {
  const isFlat = text.notation.name === 'properties' || text.notation.name === 'env';
  if (isFlat && isSomebodyElses(new Set(text.entries.map(({ key }) => key)))) return [];
  const groups = isFlat ? prefixes(text.entries) : groupsOf(text.entries);
  const found: { readonly group: Group; readonly configurations: readonly ClientConfiguration[] }[] = [];
  // What lies around a section comes first, and what holds everywhere before what holds in one environment.
  const ordered = [...groups].sort((a, b) => a.document - b.document || depth(a) - depth(b) || Number(isCommon(b)) - Number(isCommon(a)));
  for (const group of ordered) {
    const base = found.findLast(({ group: other }) => other.document === group.document && isBelow(other.path, group.path));
    const whose = recogniseGroup(group, around, base?.configurations[0]?.role !== undefined, isFlat);
    if (whose === undefined) continue;
    const { library, role, entries } = whose;
    const configurations = clientsOf(
      entries,
      {
        library,
        role,
        label: group.path,
        environment: environmentOf(group.path) ?? environmentOfFile(around.fileName),
        isPart: group.path !== '',
        framework: frameworkOf(group.path),
        inherits: base?.configurations[0],
        spell: (key, near) => spelledLike(key, group, near),
      },
      text,
      around,
      factsOf(library),
    );
    found.push({ group, configurations });
  }
  return found.flatMap(({ configurations }) => configurations);
}

interface Group {
  readonly path: string;
  readonly document: number;
  readonly items: PartEntry[];
}

const depth = ({ path }: Group): number => (path === '' ? 0 : path.split('.').length);
const isCommon = ({ path }: Group): boolean => path.split('.').some(part => commonNames.includes(part.toLowerCase()));

/** `kafka` is below `kafka.consumer`, `common.kafka` below `prod.kafka` and `prod.kafka.consumer`. */
function isBelow(lower: string, upper: string): boolean {
  if (lower === '' || upper.startsWith(`${lower}.`)) return lower !== upper;
  const [a, b] = [lower.split('.'), upper.split('.')];
  if (a.length > b.length || isSameKind(a, b)) return false;
  return a.every((part, nth) => part === b[nth] || (commonNames.includes(part.toLowerCase()) && environmentOf(b[nth] ?? '') !== undefined));
}

const isSameKind = (a: readonly string[], b: readonly string[]): boolean => a.join('.') === b.join('.');

/** Sections by their path; a path whose end is a setting's name spread over maps (`bootstrap: servers:`) ends before that name. */
function groupsOf(entries: readonly TextEntry[]): readonly Group[] {
  return collected(
    entries.flatMap(entry => {
      if (/^spring\./i.test(entry.key) || /(^|\.)(environment|env)$/.test(entry.section)) return [];
      if (entry.name.includes('.') || isKnown(entry.name)) return { path: entry.section, entry, key: entry.name };
      const split = splitAtKey(entry.key);
      return split === undefined ? { path: entry.section, entry, key: entry.name } : { path: split.prefix, entry, key: split.key };
    }),
  );
}

/** The prefixes of a flat file that say Kafka, each with the settings that are certainly Kafka's. */
function prefixes(entries: readonly TextEntry[]): readonly Group[] {
  return collected(
    entries.flatMap(entry => {
      const split = saysKafka(entry.key) && !/^(%\w+\.)?spring\./i.test(entry.key) ? splitAtKey(entry.key) : undefined;
      return split === undefined || !saysKafka(`${split.prefix}.`) ? [] : { path: split.prefix, entry, key: split.key };
    }),
  );
}

const saysKafka = (path: string): boolean =>
  /(^|[.%\w-])kafka([-_]?(client|config|consumer|producer|streams))?s?\.|^(%\w+\.)?mp\.messaging\.(incoming|outgoing)\./i.test(path);

function collected(found: readonly { readonly path: string; readonly entry: TextEntry; readonly key: string }[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { path, entry, key } of found) {
    const id = `${entry.document} ${path}`;
    const group = groups.get(id) ?? { path, document: entry.document, items: [] };
    group.items.push({ entry, key });
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** The longest end of a path that is a setting's name of at least two words, and what stands before it. */
function splitAtKey(path: string): { readonly prefix: string; readonly key: string } | undefined {
  const parts = path.split('.');
  for (let first = Math.max(1, parts.length - mostWords); first < parts.length; first++) {
    const key = parts.slice(first).join('.');
    if ((key.includes('.') || key === 'acks') && isKnown(key)) return { prefix: parts.slice(0, first).join('.'), key };
  }
  return undefined;
}

/** Of a setting's name: the longest have eight. A path of thousands would be tried from each of its words. */
const mostWords = 16;

const isKnown = (key: string): boolean =>
  javaFacts.owners(key).some(owner => owner !== 'broker' && owner !== 'topic') || librdkafkaFacts.key('client', key) !== undefined;

interface Found {
  readonly library: Library;
  readonly role: Role;
  readonly entries: readonly PartEntry[];
}

function recogniseGroup({ path, items }: Group, { declared, fileName }: Around, isInClient: boolean, isFlat: boolean): Found | undefined {
  const keys = new Set(items.map(({ key }) => key));
  if (isSomebodyElses(keys) || isTopics(path)) return undefined;
  const library =
    declared?.library ??
    (/librdkafka|rdkafka|confluent_?kafka/i.test(path) ? 'librdkafka' : libraryOf(keys, items[0]?.entry.notation.name ?? 'yaml', fileName));
  const facts = factsOf(library);
  const last = path.slice(path.lastIndexOf('.') + 1);
  const named = declared?.role ?? roleNamed(path);
  const role = roleOf(items, named ?? (path === '' ? fileName : last), facts);
  if (role !== undefined) {
    const ofGroup = named !== undefined && (isFlat || role === 'client') ? named : role;
    return { library, role: ofGroup, entries: isFlat ? items : items.filter(item => isOfSection(item, path, facts)) };
  }
  if (declared?.role !== undefined && path === '') return { library, role: declared.role, entries: items };
  const certain = items.filter(({ key }) => isKnown(key) && key.includes('.') && !vague.has(key));
  if (certain.length > 0 && (isInClient || isCertain(path)))
    return { library, role: named ?? 'client', entries: items.filter(({ key }) => isKnown(key)) };
  return spelledDifferently(items, path, named, fileName);
}

/** What a program calls its own may well be called like that. */
const vague: ReadonlySet<string> = new Set([
  'client.id',
  'group.id',
  'retry.backoff.ms',
  'request.timeout.ms',
  'retries',
  'batch.size',
  'topics.regex',
]);

const isCertain = (path: string): boolean => saysKafka(`${path}.`);
const isTopics = (path: string): boolean => /(^|\.)(topics?|topic-?configs?)(\[|\.|$)/i.test(path);
/** All entries of the section itself; of maps below it only what is a setting's name. */
const isOfSection = ({ entry, key }: PartEntry, path: string, facts: Facts): boolean =>
  entry.section === path || facts.key('client', key) !== undefined || isKnown(key);

function roleNamed(path: string): Role | undefined {
  const parts = path.toLowerCase().split('.');
  const named = parts.findLast(part => /consumer|producer|incoming|outgoing|admin|streams?$/.test(part)) ?? '';
  if (/consumer|incoming/.test(named)) return /producer/.test(named) ? undefined : 'consumer';
  if (/producer|outgoing/.test(named)) return 'producer';
  return /^(kafka-?)?streams$/.test(named) ? 'streams' : undefined;
}

const frameworkOf = (path: string): 'quarkus' | 'micronaut' | undefined =>
  /^(%\w+\.)?mp\.messaging\./.test(path) ? 'quarkus' : /^kafka\.(consumers|producers)\./.test(path) ? 'micronaut' : undefined;

/** groupId, group_id, group-id: the letters of a setting. Certain only where several stand together and one is nobody else's. */
function spelledDifferently(items: readonly PartEntry[], path: string, named: Role | undefined, fileName: string): Found | undefined {
  if (!isCertain(path)) return undefined;
  const entries = items.flatMap(({ entry }) => {
    const key = keyByLetters().get(lettersOf(entry.name));
    return key === undefined ? [] : { entry, key, value: spelledAsKafka(key, entry.value) };
  });
  const role = entries.length < 2 ? undefined : roleOf(entries, named ?? '', javaFacts);
  const library = libraryOf(new Set(), 'json', fileName);
  return role === undefined ? undefined : { library, role: role === 'client' ? (named ?? role) : role, entries };
}

/** Where names are a program's own, so are the words: .NET's SaslSsl and ScramSha256. */
function spelledAsKafka(key: string, value: string): string {
  const words = key === 'sasl.mechanism' ? saslMechanisms : (javaFacts.key('client', key)?.oneOf ?? []);
  return words.find(word => lettersOf(word) === lettersOf(value)) ?? value;
}

const saslMechanisms: readonly string[] = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'GSSAPI', 'OAUTHBEARER'];

const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
let byLetters: ReadonlyMap<string, string> | undefined;
const keyByLetters = (): ReadonlyMap<string, string> =>
  (byLetters ??= new Map(
    javaFacts
      .keys('client')
      .filter(key => key.includes('.'))
      .map(key => [lettersOf(key), key]),
  ));

/** In the style of its neighbours: sessionTimeoutMs beside groupId, session_timeout_ms beside group_id. */
function spelledLike(key: string, { path, items }: Group, near: TextEntry | undefined): string {
  const example = near?.name ?? items.find(({ entry }) => /[A-Z_-]/.test(entry.name) || entry.name.includes('.'))?.entry.name ?? '';
  if (near !== undefined && near.section === '' && path !== '') return `${path}.${key}`;
  if (example.includes('.') || !/[a-z]/.test(example)) return key;
  if (/[a-z][A-Z]/.test(example)) return key.replaceAll(/[.](\w)/g, (_, letter: string) => letter.toUpperCase());
  if (example.includes('_')) return key.replaceAll('.', '_');
  return example.includes('-') ? key.replaceAll('.', '-') : key;
}
