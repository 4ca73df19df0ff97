import type { ClientFile, ClientFileSetting } from '../model/clientFile.ts';
import type { ClientConfiguration, Entry } from './configuration.ts';
import { factsOf } from './facts/facts.ts';
import { javaMeanings, type Meaning } from './facts/meanings.ts';
import type { Role } from './roles.ts';
import { secretsOf } from './secrets.ts';

/** Whose `group.id` names a group of readers. A Connect worker's names the group of the workers. */
const membersOfGroups: ReadonlySet<Role> = new Set<Role>(['consumer', 'streams', 'connect', 'client']);

/** Longer values are certificates and the like: nothing that a diagnosis could compare. */
const longestValue = 1_000;

/**
 * The clients of one file that are members of a group, as plain data for a diagnosis. `file`: as the workspace names it;
 * `named` gives the same name to a file that it is laid over.
 */
export function clientFilesIn(
  file: string,
  configurations: readonly ClientConfiguration[],
  named: (fileName: string) => string = fileName => fileName,
): readonly ClientFile[] {
  return configurations.flatMap(config => {
    const groupId = groupOf(config);
    if (groupId === undefined) return [];
    const { label, library, role } = config;
    return [{ file, label, library, role, groupId, settings: settingsOf(config, named) }];
  });
}

/** undefined: it names no group, or one that something else fills in. */
export function groupOf(config: ClientConfiguration): string | undefined {
  if (!membersOfGroups.has(config.role)) return undefined;
  const entry = config.role === 'streams' ? config.entry('application.id') : config.written('groupId');
  return entry === undefined || entry.placeholder || entry.value === '' ? undefined : entry.value;
}

/** What is in effect, without what something else fills in, and without everything that is or holds a secret. */
function settingsOf(config: ClientConfiguration, named: (fileName: string) => string): readonly ClientFileSetting[] {
  const facts = factsOf(config.library);
  const secrets = secretsOf([...withInherited(config)]);
  const isSecret = ({ key, value }: Entry): boolean =>
    facts.isSecret(key) || key === config.spelling('jaas') || secrets.some(secret => value.includes(secret));
  const meanings = new Map(allMeanings.map(meaning => [facts.spelling(meaning)?.key, meaning]));
  const inEffect = new Map<string, Entry>();
  for (const one of withInherited(config)) for (const { key } of one.entries) if (!inEffect.has(key)) set(inEffect, key, config.entry(key));
  return [...inEffect.values()]
    .filter(entry => !entry.placeholder && !isSecret(entry) && entry.value.length <= longestValue)
    .map(entry => {
      const meaning = meanings.get(entry.key);
      const number = meaning && config.number(meaning)?.value;
      const { fileName } = entry.keyRange;
      return {
        ...{ key: entry.key, value: entry.value, line: entry.line },
        ...(meaning === undefined ? {} : { meaning }),
        ...(number === undefined ? {} : { number }),
        ...(fileName === undefined ? {} : { file: named(fileName) }),
      };
    })
    .sort((a, b) => a.line - b.line);
}

function* withInherited(config: ClientConfiguration): Generator<ClientConfiguration> {
  for (let one: ClientConfiguration | undefined = config; one; one = one.inherits) yield one;
}

function set(all: Map<string, Entry>, key: string, entry: Entry | undefined): void {
  if (entry) all.set(key, entry);
}

const allMeanings = Object.keys(javaMeanings) as readonly Meaning[];
