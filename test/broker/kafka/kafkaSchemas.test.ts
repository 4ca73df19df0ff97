import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { consumerAssignment, consumerSubscription } from '../../../src/kafka/protocol/consumerProtocol.ts';
import { errorCodes, errorName, isRetriable } from '../../../src/kafka/protocol/errorCodes.ts';
import type { StructShape } from '../../../src/kafka/protocol/shape.ts';
import { newestVersion } from '../../lab/broker.ts';
import { whereJavaRuns } from '../../lab/java.ts';
import { classpath } from '../../lab/jars.ts';
import { runTool } from '../../lab/tools.ts';
import { apis, versionsOf } from '../../unit/kafka/protocol/apis.ts';
import { textInJar } from './jar.ts';
import { defaultsOf, type KafkaSchema, nullablePaths, ours, parseSchema, theirs, versionsIn, withoutNull } from './kafkaSchema.ts';

/** Kafka ships the schema of every message in its client's jar: what we declare by hand has to say the same, field by field. */
describe("our declarations and Kafka's own schemas", () => {
  let schemaOf: (name: string) => Promise<KafkaSchema>;

  before(async function () {
    this.timeout(120_000); // the first time the jars are fetched
    if ((await whereJavaRuns()) === 'docker') this.skip(); // the jars are inside the image
    const libs = path.dirname(await classpath('kafka-tools', newestVersion));
    const jar = (await readdir(libs)).find(file => /^kafka-clients-[\d.]+[.]jar$/.test(file)) ?? '';
    schemaOf = async name => parseSchema(await textInJar(path.join(libs, jar), `common/message/${name}.json`));
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
        assert.ok(api.versions[0] >= oldest && api.versions[1] <= newest, `Kafka has versions ${schema.validVersions}`);
        assert.equal(api.flexibleFrom, schema.flexibleVersions === 'none' ? Infinity : versionsIn(schema.flexibleVersions)[0]);
        agree(shape, schema, versionsOf(api), api.name + kind);
        for (const { path: at, ours: sent, theirs: expected } of defaultsOf(shape, schema))
          assert.deepEqual(sent, expected, `${api.name} ${at}`);
      }
    });
  }

  for (const { name, newest, shape } of [consumerSubscription, consumerAssignment]) {
    it(`agree on ${name}`, async () => {
      const schema = await schemaOf(name);
      assert.deepEqual([[0, newest], 'none'], [versionsIn(schema.validVersions), schema.flexibleVersions]);
      agree(shape, schema, [0, 1, 2, 3], name);
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

/**
 * The same fields with the same types and tags in the same order, in each version. Where Kafka lets a field be null in some of
 * the versions, ours may be null in all: on the wire that is the same, except that a null that cannot come would be read.
 */
function agree(shape: StructShape, schema: KafkaSchema, versions: readonly number[], name: string): void {
  const nulls = { ours: new Set<string>(), theirs: new Set<string>() };
  for (const version of versions) {
    const [mine, kafkas] = [ours(shape, version), theirs(schema, version)];
    assert.deepEqual(withoutNull(mine), withoutNull(kafkas), `${name}, version ${version}`);
    for (const one of nullablePaths(mine)) nulls.ours.add(one);
    for (const one of nullablePaths(kafkas)) nulls.theirs.add(one);
  }
  assert.deepEqual([...nulls.ours].sort(), [...nulls.theirs].sort(), `${name}: what may be null`);
}
