import assert from 'node:assert/strict';
import { describeGroups, listGroups } from '../../../src/kafka/groups.ts';
import { fetchCommits, fetchEnds } from '../../../src/kafka/offsets.ts';
import { fetchRecords } from '../../../src/kafka/records.ts';
import { describeCluster } from '../../../src/kafka/topics.ts';
import { lagOf } from '../../../src/model/lag.ts';
import { newestVersion } from '../../lab/broker.ts';
import { startTokenEndpoint, type TokenServer } from '../../lab/tokenEndpoint.ts';
import { labBroker } from '../../support/brokers.ts';
import { askWho, clusters, everyListener, failureOfAsking } from '../connection/asking.ts';
import { applications } from '../kafka/clients.ts';
import { oauthClient, settingsOf, type Stores, storesOf, ways } from './ways.ts';

/** All versions take minutes and fetch jars, so `npm run test:matrix` runs them and `npm test` the newest alone. 2.8 has a ZooKeeper. */
const versions = process.env['KAFKA_VERSIONS'] === 'all' ? ['2.8.2', '3.7.2', '3.9.2', '4.0.2', '4.1.2', newestVersion] : [newestVersion];
const table = new Map<string, Map<string, boolean>>();

for (const version of versions) {
  describe(`Kafka ${version}`, () => {
    // The newest is shared with others; of the others only one runs at a time.
    const broker = version === newestVersion ? labBroker(everyListener) : labBroker({ ...everyListener, version }, 'own');
    const applied = applications(broker);
    const open = clusters();
    const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
    const topicOf = (codec: string) => `matrix-${codec}`;
    const groupId = 'matrix-billing';
    let tokens: TokenServer | undefined;
    let stores: Stores | undefined;

    before('there are records in each codec, and a group that has read some', async function () {
      this.timeout(120_000);
      tokens = await startTokenEndpoint(oauthClient);
      stores = await storesOf(broker());
      const admin = await applied.admin();
      await admin.createTopics({
        topics: codecs.map(codec => ({
          ...{ topic: topicOf(codec), numPartitions: 1 },
          configEntries: [{ name: 'compression.type', value: codec === 'none' ? 'uncompressed' : codec }],
        })),
      });
      const producer = await applied.producer();
      const messages = Array.from({ length: 10 }, (_, n) => ({ value: `record ${n}` }));
      for (const codec of codecs) await producer.send({ topic: topicOf(codec), messages });
      await admin.setOffsets({ groupId, topic: topicOf('none'), partitions: [{ partition: 0, offset: '3' }] });
    });
    after(() => tokens?.stop());
    const settings = (way: (typeof ways)[number], uninvited?: boolean) => {
      assert.ok(stores && tokens);
      return settingsOf(way, broker(), stores, tokens, uninvited);
    };

    for (const way of ways) {
      it(`lets us in by ${way.name}, tells groups and lag, gives records in each codec, and refuses others`, async () => {
        const cells = table.get(version) ?? new Map<string, boolean>();
        table.set(version, cells.set(way.name, false));
        const { cluster } = open(settings(way));
        assert.equal((await describeCluster(cluster)).brokers.length, 1);

        const listing = (await listGroups(cluster)).groups.find(group => group.groupId === groupId);
        assert.deepEqual([listing?.groupType, listing?.groupState], ['classic', 'Empty']);
        assert.ok(listing);
        const [group] = await describeGroups(cluster, [listing]);
        assert.deepEqual([group?.failure, group?.groupState], [undefined, 'Empty']);

        const commit = (await fetchCommits(cluster, [groupId])).get(groupId)?.value?.[0];
        const [ends] = await fetchEnds(cluster, [{ topic: topicOf('none'), partition: 0 }]);
        assert.ok(commit && ends);
        const lag = lagOf({ ...commit, ...ends });
        assert.equal(lag.kind === 'known' ? lag.records : lag.kind, 7n);

        const wanted = codecs.map(codec => ({ topic: topicOf(codec), partition: 0, offset: 0n }));
        const read = await fetchRecords(cluster, wanted);
        assert.deepEqual(
          read.map(({ records }) => [records[0]?.batch.compression, records.length, Buffer.from(records[9]?.value ?? []).toString()]),
          codecs.map(codec => [codec, 10, 'record 9']),
        );

        if (way.refusal !== undefined) {
          const { code, kind } = await failureOfAsking(askWho(open(settings(way, true)).cluster));
          assert.deepEqual([code, kind], [way.refusal, way.mechanism === undefined ? 'tls' : 'login-refused']);
        }
        cells.set(way.name, true);
      });
    }
  });
}

after('the table', () => {
  if (versions.length === 1) return;
  const width = Math.max(...ways.map(({ name }) => name.length));
  console.log(`\n    ${''.padEnd(width)}  ${versions.map(version => version.padEnd(6)).join(' ')}`);
  for (const { name } of ways) {
    const cells = versions.map(version => ({ true: 'yes', false: 'NO', undefined: '–' })[String(table.get(version)?.get(name))] ?? '–');
    console.log(`    ${name.padEnd(width)}  ${cells.map(cell => cell.padEnd(6)).join(' ')}`);
  }
});
