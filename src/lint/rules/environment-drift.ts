import { applicationOf, environmentOf, isCopyOrSample, sameCluster } from '../applications.ts';
import type { ClientConfiguration } from '../configuration.ts';
import type { Meaning } from '../facts/meanings.ts';
import { writtenProtocol } from '../security.ts';
import { defineWorkspaceRule, placeIn, type FileClients } from '../workspace.ts';

/** Settings that decide what an application does with its records: where they differ, what was tested is not what runs. */
const decisive: readonly Meaning[] = [
  'offsetReset',
  'autoCommit',
  'isolationLevel',
  'acks',
  'idempotence',
  'groupProtocol',
  'keyDeserializer',
  'valueDeserializer',
  'keySerializer',
  'valueSerializer',
];

/** The same client of the same application, configured for production and for another environment, in ways that matter. */
export const environmentDrift = defineWorkspaceRule({
  id: 'environment-drift',
  title: 'Production differs where it matters',
  severity: 'information',
  *check(config, file, others) {
    if (environmentOf(config, file)?.kind !== 'production' || isCopyOrSample(file.fileName)) return;
    const told = new Set<string>();
    for (const other of [file, ...others]) {
      if (applicationOf(other.fileName) !== applicationOf(file.fileName) || isCopyOrSample(other.fileName)) continue;
      for (const theirs of other.configurations) {
        const environment = environmentOf(theirs, other);
        if (environment?.kind !== 'other' || !isSameClient(config, file, theirs, other)) continue;
        for (const found of differences(config, theirs)) {
          const place = `${found.range.start} ${found.figures.differs}`;
          if (told.has(place)) continue;
          told.add(place);
          const { range, ...rest } = found.theirs;
          yield {
            range: found.range,
            severity: found.figures.differs === 'group-shared' || found.figures.differs === 'less-secure' ? 'warning' : 'information',
            figures: { ...found.figures, environment: environment.name },
            related: [{ range: other === file ? range : placeIn(other, range), says: { kind: 'compared-with', ...rest } }],
          };
        }
      }
    }
  },
});

function* differences(config: ClientConfiguration, theirs: ClientConfiguration) {
  for (const meaning of decisive) {
    const [own, their] = [ownEntry(config, meaning), ownEntry(theirs, meaning)];
    if (!own || !their || own.value.toLowerCase() === their.value.toLowerCase()) continue;
    yield {
      range: own.valueRange,
      theirs: { range: their.valueRange, key: their.writtenKey },
      figures: { key: own.writtenKey, value: own.value, theirs: their.value, differs: 'behaviour' as const },
    };
  }
  const [own, their] = [writtenProtocol(config), writtenProtocol(theirs)];
  if (own && their && isPlain(own.name) && !isPlain(their.name)) {
    yield {
      range: own.entry.valueRange,
      theirs: { range: their.entry.valueRange, key: their.entry.writtenKey },
      figures: { key: own.entry.writtenKey, value: own.name, theirs: their.name, differs: 'less-secure' as const },
    };
  }
  const [group, theirGroup] = [config.written('groupId'), theirs.written('groupId')];
  if (
    group &&
    theirGroup &&
    !group.placeholder &&
    group.value !== '' &&
    group.value === theirGroup.value &&
    sameCluster(config, theirs) === true
  ) {
    yield {
      range: group.valueRange,
      theirs: { range: theirGroup.valueRange, key: theirGroup.writtenKey },
      figures: { key: group.writtenKey, value: group.value, theirs: theirGroup.value, differs: 'group-shared' as const },
    };
  }
}

/** Written for this environment, not inherited from what holds everywhere. */
function ownEntry(config: ClientConfiguration, meaning: Meaning) {
  const entry = config.written(meaning);
  return entry && !entry.placeholder && entry.value !== '' && config.entries.includes(entry) ? entry : undefined;
}

const isPlain = (protocol: string): boolean => protocol === 'PLAINTEXT' || protocol === 'SASL_PLAINTEXT';

/** Alike but for the environment: role, library, and the names of section and file without the environments' own. */
function isSameClient(config: ClientConfiguration, file: FileClients, theirs: ClientConfiguration, other: FileClients): boolean {
  return (
    config.role === theirs.role &&
    config.library === theirs.library &&
    withoutEnvironment(config, file, config.label) === withoutEnvironment(theirs, other, theirs.label) &&
    withoutEnvironment(config, file, file.fileName) === withoutEnvironment(theirs, other, other.fileName)
  );
}

function withoutEnvironment(config: ClientConfiguration, file: FileClients, text: string): string {
  const name = environmentOf(config, file)?.name;
  return text
    .split(/[/._\s,-]+/)
    .filter(word => word !== name)
    .join(' ');
}
