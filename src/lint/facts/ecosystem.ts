/**
 * Keys that serializers, interceptors, Connect and Streams read from the same file. Kafka's clients do not know them, yet
 * they are no mistakes. Not complete, so an unknown key is only reported where it is close to a known one.
 */
const keys: ReadonlySet<string> = new Set([
  'auto.register.schemas',
  'use.latest.version',
  'use.schema.id',
  'latest.compatibility.strict',
  'latest.cache.size',
  'latest.cache.ttl.sec',
  'id.compatibility.strict',
  'normalize.schemas',
  'max.schemas.per.subject',
  'basic.auth.credentials.source',
  'basic.auth.user.info',
  'bearer.auth.credentials.source',
  'bearer.auth.token',
  'key.subject.name.strategy',
  'value.subject.name.strategy',
  'specific.avro.reader',
  'avro.reflection.allow.null',
  'avro.use.logical.type.converters',
  'avro.remove.java.properties',
  'schema.reflection',
  'json.value.type',
  'json.key.type',
  'json.fail.invalid.schema',
  'json.fail.unknown.properties',
  'specific.protobuf.value.type',
  'specific.protobuf.key.type',
  'derive.type',
  'proxy.host',
  'proxy.port',
  'context.name.strategy',
  'rule.executors',
  'rule.actions',
  'region',
  'registry.name',
  'schemaName',
  'dataFormat',
  'avroRecordType',
  'schemaAutoRegistrationEnabled',
  'compressionType',
]);

const prefixes: readonly string[] = [
  'schema.registry.',
  'rule.executors.',
  'rule.actions.',
  'confluent.',
  'spring.',
  'apicurio.',
  'awsRoleArn',
  'awsRoleSessionName',
  'config.providers.',
  'java.security.',
  'key.converter.',
  'value.converter.',
  'header.converter.',
  'transforms.',
  'predicates.',
  'topic.creation.',
];

/** Keys of the ecosystem that hold a secret in readable form. */
const secrets: ReadonlySet<string> = new Set([
  'basic.auth.user.info',
  'schema.registry.basic.auth.user.info',
  'bearer.auth.token',
  'schema.registry.bearer.auth.token',
]);

export const belongsToTheEcosystem = (key: string): boolean => keys.has(key) || prefixes.some(prefix => key.startsWith(prefix));
export const isEcosystemSecret = (key: string): boolean => secrets.has(key);
