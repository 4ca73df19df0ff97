import type { Entry } from '../configuration.ts';
import type { Meaning } from '../facts/meanings.ts';
import { areDifferentApplications, isCopyOrSample, sameCluster } from '../applications.ts';
import { topicNames } from '../topicNames.ts';
import { defineWorkspaceRule, placeIn } from '../workspace.ts';

const sides = {
  consumer: { key: 'keyDeserializer', value: 'valueDeserializer' },
  producer: { key: 'keySerializer', value: 'valueSerializer' },
} as const satisfies Readonly<Record<string, Readonly<Record<'key' | 'value', Meaning>>>>;

/** What one writes to a topic the other cannot read: a SerializationException, or wrong values without any error. */
export const serializerPairMismatch = defineWorkspaceRule({
  id: 'serializer-pair-mismatch',
  title: 'Serializer and deserializer of one topic do not fit',
  severity: 'warning',
  roles: ['consumer', 'producer'],
  *check(config, file, others) {
    const role = config.role === 'producer' ? 'producer' : 'consumer';
    const topics = topicNames(config);
    if (topics.length === 0 || isCopyOrSample(file.fileName)) return;
    for (const other of [file, ...others]) {
      if (isCopyOrSample(other.fileName) || (other !== file && sharesNoProject(file.fileName, other.fileName))) continue;
      for (const theirs of other.configurations) {
        if (theirs.role !== (role === 'producer' ? 'consumer' : 'producer') || sameCluster(config, theirs) === false) continue;
        const topic = topicNames(theirs).find(name => topics.includes(name));
        if (topic === undefined) continue;
        for (const part of ['key', 'value'] as const) {
          const [own, their] = [
            config.written(sides[role][part]),
            theirs.written(sides[role === 'producer' ? 'consumer' : 'producer'][part]),
          ];
          if (!own || !their || fit(own, their)) continue;
          yield {
            range: own.valueRange,
            figures: {
              topic,
              part,
              writes: role === 'producer' ? shortName(own) : shortName(their),
              reads: role === 'producer' ? shortName(their) : shortName(own),
            },
            related: [
              {
                range: other === file ? their.valueRange : placeIn(other, their.valueRange),
                says: { kind: 'other-side', key: their.writtenKey },
              },
            ],
          };
        }
      }
    }
  },
});

/** Clusters that nobody names may differ; two folders that are not even of one project say nothing about each other. */
const sharesNoProject = (one: string, other: string): boolean =>
  areDifferentApplications(one, other) && one.split('/')[0] !== other.split('/')[0];

const shortName = ({ value }: Entry): string => value.split('.').at(-1) ?? value;

/** What a class writes or reads, where it is well known. */
function formatOf({ value, placeholder }: Entry): string | undefined {
  if (placeholder) return undefined;
  const name = /(?:^|\.)(\w+?)(?:De)?[Ss]erializer$/.exec(value)?.[1];
  return name === undefined ? undefined : formats[name];
}

function fit(one: Entry, other: Entry): boolean {
  const [a, b] = [formatOf(one), formatOf(other)];
  return a === undefined || b === undefined || a === b;
}

/** Bytes fit all, and a class that is not here is anybody's own. A UUID and Spring's JSON are text. */
const formats: Readonly<Record<string, string | undefined>> = {
  String: 'text',
  UUID: 'text',
  Json: 'text',
  Integer: 'int',
  Long: 'long',
  Short: 'short',
  Float: 'float',
  Double: 'double',
  KafkaAvro: 'avro',
  SpecificAvro: 'avro',
  GenericAvro: 'avro',
  KafkaProtobuf: 'protobuf',
  KafkaJsonSchema: 'json-schema',
};
