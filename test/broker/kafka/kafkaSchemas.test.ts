import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { errorCodes, errorName, isRetriable } from '../../../src/kafka/protocol/errorCodes.ts';
import * as coordinatorRecords from '../../../src/kafka/protocol/coordinatorRecords.ts';
import type { DeclaredKey } from '../../../src/kafka/protocol/coordinatorRecords.ts';
import * as internalRecords from '../../../src/kafka/protocol/internalRecords.ts';
import type { DeclaredData } from '../../../src/kafka/protocol/schema.ts';
import type { StructShape } from '../../../src/kafka/protocol/shape.ts';
import { newestVersion } from '../../lab/broker.ts';
import { whereJavaRuns } from '../../lab/java.ts';
import { classpath } from '../../lab/jars.ts';
import { runTool } from '../../lab/tools.ts';
import { apis, versionedData, versionsOf } from '../../unit/kafka/protocol/apis.ts';
import { textInJar } from './jar.ts';
import { defaultsOf, type KafkaSchema, ours, parseSchema, theirs, versionsIn } from './kafkaSchema.ts';

const written: readonly (DeclaredKey<unknown> | DeclaredData<unknown>)[] = [
  ...Object.values(coordinatorRecords),
  ...Object.values(internalRecords),
].filter(exported => typeof exported === 'object');
const keys = written.filter(exported => 'type' in exported);
const records = written.filter(exported => 'newest' in exported);

/** Kafka ships the schema of every message and record in its jars: what we declare by hand has to say the same, field by field. */
describe("our declarations and Kafka's own schemas", () => {
  let schemaOf: (name: string) => Promise<KafkaSchema>;

  before(async function () {
    this.timeout(120_000); // the first time the jars are fetched
    if ((await whereJavaRuns()) === 'docker') this.skip(); // the jars are inside the image
    const libs = path.dirname(await classpath('kafka-tools', newestVersion));
    const jars = await readdir(libs);
    const jarOf = (name: string) => path.join(libs, jars.find(file => new RegExp(`^${name}-[\\d.]+[.]jar$`).test(file)) ?? '');
    const writtenByCoordinators = new Set<string>([...records, ...keys].map(({ name }) => name));
    schemaOf = async name => {
      const jar = jarOf(writtenByCoordinators.has(name) ? `kafka-${coordinatorOf(name)}-coordinator` : 'kafka-clients');
      return parseSchema(await textInJar(jar, `common/message/${name}.json`));
    };
  });

  it('agree on how many there are', () => {
    // Those that a reader of the folder finds: were they not found here, nothing below would be tested.
    assert.ok(apis.length >= 35, `${apis.length} APIs`);
    assert.deepEqual([versionedData.length, records.length, keys.length], [26, 24, 25]);
  });

  for (const api of apis) {
    it(`agree on ${api.name} in each version`, async () => {
      for (const [kind, shape] of [
        ['Request', api.request],
        ['Response', api.response],
      ] as const) {
        const schema = await schemaOf(api.name + kind);
        assert.equal(api.key, schema.apiKey);
        const [oldest, newest] = versionsIn(schema.validVersions);
        // Kafka 4.0 dropped versions that older brokers speak; what they were is in no schema any more.
        assert.ok(api.versions[0] >= oldest, `Kafka has versions ${schema.validVersions}`);
        const unspoken = topicIdsAlone[api.name];
        assert.equal(api.versions[1], unspoken === undefined ? newest : unspoken - 1, `Kafka has versions ${schema.validVersions}`);
        assert.equal(api.flexibleFrom, schema.flexibleVersions === 'none' ? Infinity : versionsIn(schema.flexibleVersions)[0]);
        agree(shape, schema, versionsOf(api), api.name + kind);
        for (const { path: at, ours: sent, theirs: expected } of defaultsOf(shape, schema))
          assert.deepEqual(sent, expected, `${api.name} ${at}`);
      }
    });
  }

  for (const { name, newest, flexibleFrom, shape } of versionedData) {
    it(`agree on ${name}`, async () => {
      const schema = await schemaOf(name);
      const flexible = schema.flexibleVersions === 'none' ? Infinity : versionsIn(schema.flexibleVersions)[0];
      assert.deepEqual([[0, newest], flexibleFrom], [versionsIn(schema.validVersions), flexible]);
      agree(
        shape,
        schema,
        Array.from({ length: newest + 1 }, (_, version) => version),
        name,
      );
    });
  }

  for (const { name, type, shape } of keys) {
    it(`agree on ${name}`, async () => {
      const schema = await schemaOf(name);
      assert.deepEqual([type, '0', 'none'], [schema.apiKey, schema.validVersions, schema.flexibleVersions]);
      agree(shape, schema, [0], name);
    });
  }

  it('agree on every error code, its name and whether to ask again', async () => {
    const { stdout } = await runTool('org.apache.kafka.common.protocol.Errors', []);
    const rows = [...stdout.matchAll(/<tr><td>(\w+)<\/td><td>(-?\d+)<\/td><td>(True|False)<\/td>/g)];
    const kafkas = rows.map(([, name = '', code, again]) => ({ code: Number(code), name, again: again === 'True' }));
    const mine = [0, ...errorCodes].map(code => ({
      code,
      name: code === 0 ? 'NONE' : errorName(code),
      again: isRetriable(errorName(code)),
    }));
    const byCode = (a: { code: number }, b: { code: number }) => a.code - b.code;
    assert.deepEqual(mine.sort(byCode), kafkas.sort(byCode));
  });
});

const coordinatorOf = (name: string): string =>
  /^Share(Snapshot|Update)/.test(name) ? 'share' : name.startsWith('TransactionLog') ? 'transaction' : 'group';

/** From these versions on topics are named by their id alone, which we do not carry: the newest that we speak is the one before. */
const topicIdsAlone: Readonly<Record<string, number | undefined>> = { Fetch: 13, OffsetFetch: 10, OffsetCommit: 10, Produce: 13 };

/** The same fields with the same types, tags and nulls in the same order, in each version. */
function agree(shape: StructShape, schema: KafkaSchema, versions: readonly number[], name: string): void {
  for (const version of versions) assert.deepEqual(ours(shape, version), theirs(schema, version), `${name}, version ${version}`);
}
