import type { ConfigText, TextEntry } from '../configText.ts';
import { clientConfiguration, type ClientConfiguration, type PartEntry } from '../configuration.ts';
import { javaFacts } from '../facts/javaFacts.ts';
import type { Role } from '../roles.ts';
import type { Around } from './around.ts';

/** Spring Cloud Stream's Kafka binder: its maps of Kafka keys, of all clients and of each binding. */
export function springCloudStream(text: ConfigText, { declared }: Around): readonly ClientConfiguration[] {
  const groups = new Map<string, { role: Role; path: string; entries: PartEntry[] }>();
  for (const entry of text.entries) {
    const found = kafkaKey(entry);
    if (found === undefined) continue;
    const id = `${entry.document} ${found.path}`;
    const group = groups.get(id) ?? { role: found.role, path: found.path, entries: [] };
    group.entries.push({ entry, key: found.key });
    groups.set(id, group);
  }
  return [...groups.values()].map(({ role, path, entries }) =>
    clientConfiguration(
      {
        library: 'java',
        role,
        version: declared?.version,
        framework: 'spring-cloud-stream',
        label: path,
        isPart: true,
        entries,
        notation: text.notation,
        spell: (key, near) => (near === undefined || near.section === '' ? `${path}.${key}` : key),
      },
      javaFacts,
    ),
  );
}

function kafkaKey(entry: TextEntry): { readonly role: Role; readonly path: string; readonly key: string } | undefined {
  for (const [pattern, role] of maps) {
    const found = pattern.exec(entry.key);
    const key = found?.[2]?.replace(/^\[?(.*?)\]?$/s, '$1');
    if (found?.[1] !== undefined && key !== undefined && key.includes('.')) return { role, path: found[1], key };
  }
  return undefined;
}

const maps: readonly (readonly [pattern: RegExp, role: Role])[] = [
  [/^(spring\.cloud\.stream\.kafka\.streams\.binder\.configuration)\.(.+)$/is, 'streams'],
  [/^(spring\.cloud\.stream\.kafka\.binder\.configuration)\.(.+)$/is, 'client'],
  [/^(spring\.cloud\.stream\.kafka\.binder\.consumer-?properties)\.(.+)$/is, 'consumer'],
  [/^(spring\.cloud\.stream\.kafka\.binder\.producer-?properties)\.(.+)$/is, 'producer'],
  [/^(spring\.cloud\.stream\.kafka\.bindings\.[^.]+\.consumer\.configuration)\.(.+)$/is, 'consumer'],
  [/^(spring\.cloud\.stream\.kafka\.bindings\.[^.]+\.producer\.configuration)\.(.+)$/is, 'producer'],
];
