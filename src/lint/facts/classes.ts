/** Settings of clients whose value is one class name or several. */
export const takesClasses: ReadonlySet<string> = new Set([
  'key.serializer',
  'value.serializer',
  'key.deserializer',
  'value.deserializer',
  'partition.assignment.strategy',
  'partitioner.class',
  'interceptor.classes',
  'metric.reporters',
  'default.key.serde',
  'default.value.serde',
  'sasl.login.callback.handler.class',
  'sasl.client.callback.handler.class',
  'sasl.login.class',
]);

/** The whole name of one of Kafka's own classes, by its short name or by what librdkafka and the ZooKeeper-era clients called it. */
export function knownClasses(key: string, name: string): string | undefined {
  if (key === 'partition.assignment.strategy') {
    const assignor = assignors[name.toLowerCase().replaceAll(/[^a-z]/g, '')];
    return assignor && `org.apache.kafka.clients.consumer.${assignor}`;
  }
  if (/^(key|value)\.(de)?serializer$/.test(key) && serialization.has(name)) return `org.apache.kafka.common.serialization.${name}`;
  if (key === 'partitioner.class' && name === 'RoundRobinPartitioner') return `org.apache.kafka.clients.producer.${name}`;
  return undefined;
}

const assignors: Readonly<Record<string, string>> = {
  range: 'RangeAssignor',
  rangeassignor: 'RangeAssignor',
  roundrobin: 'RoundRobinAssignor',
  roundrobinassignor: 'RoundRobinAssignor',
  sticky: 'StickyAssignor',
  stickyassignor: 'StickyAssignor',
  cooperativesticky: 'CooperativeStickyAssignor',
  cooperativestickyassignor: 'CooperativeStickyAssignor',
};

const serialization: ReadonlySet<string> = new Set(
  ['String', 'ByteArray', 'ByteBuffer', 'Bytes', 'Integer', 'Long', 'Short', 'Float', 'Double', 'UUID', 'Void', 'List', 'Boolean'].flatMap(
    type => [`${type}Serializer`, `${type}Deserializer`],
  ),
);

/** Kafka's own classes that a key takes, the usual ones first; empty: any class, or none of Kafka's. */
export function classesFor(key: string): readonly string[] {
  if (key === 'partition.assignment.strategy') {
    return ['CooperativeStickyAssignor', 'RangeAssignor', 'StickyAssignor', 'RoundRobinAssignor'].map(
      name => `org.apache.kafka.clients.consumer.${name}`,
    );
  }
  const kind = /^(?:key|value)\.((?:de)?serializer)$/.exec(key)?.[1];
  if (kind !== undefined) {
    const ending = kind === 'serializer' ? /[a-z]Serializer$/ : /Deserializer$/;
    return [...serialization].filter(name => ending.test(name)).map(name => `org.apache.kafka.common.serialization.${name}`);
  }
  return key === 'partitioner.class' ? ['org.apache.kafka.clients.producer.RoundRobinPartitioner'] : [];
}

/** Classes that people named in their files and that are gone, with the last version that had them. */
export const removedClasses: Readonly<Record<string, string>> = {
  'org.apache.kafka.clients.producer.internals.DefaultPartitioner': '3.9',
  'org.apache.kafka.clients.producer.UniformStickyPartitioner': '3.9',
  'kafka.producer.DefaultPartitioner': '1.1',
  'kafka.serializer.StringEncoder': '1.1',
  'kafka.serializer.DefaultEncoder': '1.1',
  'kafka.serializer.StringDecoder': '1.1',
  'kafka.serializer.DefaultDecoder': '1.1',
};
