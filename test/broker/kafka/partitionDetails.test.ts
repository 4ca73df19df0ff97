import assert from 'node:assert/strict';
import { produce } from '../../../src/kafka/changes/records.ts';
import { endsOfEpochs } from '../../../src/kafka/leaderEpochs.ts';
import { fetchEnds } from '../../../src/kafka/offsets.ts';
import { placesInLogs } from '../../../src/kafka/logPlaces.ts';
import { describeTopics } from '../../../src/kafka/topics.ts';
import { fetchShareOffsets } from '../../../src/kafka/shareOffsets.ts';
import { known } from '../../../src/model/failure.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { startTool } from '../../lab/tools.ts';
import { makeTopics, write } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, OlderCluster, plainly } from './clients.ts';

const record = (text: string, timestamp = Date.now()) => ({ key: null, value: Uint8Array.from(Buffer.from(text)), headers: [], timestamp });

describe('the details of partitions', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);
  const topic = 'partitions-orders';
  const partitions = [0, 1].map(partition => ({ topic, partition }));
  const nowhere = { topic: 'partitions-nowhere', partition: 0 };
  const noon = Date.now() - 3_600_000;
  before('has a topic with records', async () => {
    await makeTopics(cluster(), [{ name: topic, partitions: 2 }]);
    await write(cluster(), [{ ...partitions[0]!, records: [record('a', noon), record('b', noon + 60_000), record('c', noon + 1_000)] }]);
  });

  it('tell the youngest record, which need not be the last', async () => {
    const places = await placesInLogs(cluster(), [...partitions, nowhere], 'max-timestamp');
    assert.deepEqual(
      places.map(({ at }) => (at.failure ? at.failure.code : (at.value?.offset ?? null))),
      [1n, null, 'UNKNOWN_TOPIC_OR_PARTITION'],
    );
    assert.equal(places[0]?.at.value?.timestamp, noon + 60_000);
  });

  it('tell the places of tiered storage also where there is none', async () => {
    for (const [place, offset] of [
      ['local-log-start', 0n],
      ['last-tiered', null],
      ['earliest-pending-upload', null],
    ] as const) {
      const [at] = await placesInLogs(cluster(), partitions, place);
      assert.deepEqual([at?.at.value?.offset ?? null, at?.at.failure], [offset, undefined], place);
    }
  });

  it('do not tell a place that the broker is too old for, instead of another one', async () => {
    class Older extends OlderCluster {
      override ask: OlderCluster['ask'] = (api, ...rest) => super.ask(api.name === 'ListOffsets' ? { ...api, key: 9_999 } : api, ...rest);
    }
    const older = new Older({}, plainly(broker)());
    try {
      const [place] = await placesInLogs(older, partitions, 'max-timestamp');
      assert.deepEqual([place?.at.failure?.kind, place?.at.failure?.code], ['unsupported', 'UNSUPPORTED_VERSION']);
    } finally {
      older.disconnect();
    }
  });

  it("tell where a leader's epoch ended", async () => {
    const [one] = await describeTopics(cluster(), [topic]);
    const { leaderEpoch = -1 } = one?.partitions[0] ?? {};
    const ends = await endsOfEpochs(cluster(), [
      { ...partitions[0]!, leaderEpoch },
      { ...partitions[1]!, leaderEpoch: leaderEpoch + 5 },
      { ...nowhere, leaderEpoch: 0 },
    ]);
    assert.deepEqual(
      ends.map(({ end }) => end.failure?.code ?? end.value),
      // An epoch that is still to come has no end.
      [{ leaderEpoch, endOffset: 3n }, null, 'UNKNOWN_TOPIC_OR_PARTITION'],
    );
  });

  it("tell where share groups' windows begin", async function () {
    this.timeout(120_000);
    const share = 'partitions-share';
    const tool = await startTool(
      'org.apache.kafka.tools.consumer.ConsoleShareConsumer',
      ['--bootstrap-server', broker().bootstrap, '--topic', topic, '--group', share],
      broker(),
    );
    applied.endingWith(() => tool.kill());
    const starts = async () => {
      const offsets = (await fetchShareOffsets(cluster(), [share])).get(share)?.value ?? [];
      return offsets.toSorted((a, b) => a.partition - b.partition).map(({ start }) => start.value);
    };
    // It begins at the end, and has a window once it has acknowledged something: partition 1 gets records, partition 0 none.
    await eventually(
      async () => {
        await produce(cluster(), [{ ...partitions[1]!, records: [record('for sharing')] }]);
        assert.ok((await starts())[1]);
      },
      { everyMs: 200 },
    );
    await eventually(async () => {
      const [idle, read] = await starts();
      const [ends] = await fetchEnds(cluster(), [partitions[1]!]);
      assert.deepEqual([idle, read?.lag, read?.leaderEpoch], [null, 0n, 0]);
      // The window may begin before records that are done: the broker moves its start when it is worth a write.
      assert.ok(read!.offset > 0n && read!.offset <= ends!.highWatermark.value!);
    });
    await commitOffsets(cluster(), 'partitions-classic', { [topic]: { 0: 1n } });
    const others = await fetchShareOffsets(cluster(), ['partitions-classic', 'partitions-no-group']);
    assert.deepEqual([...others.values()], [known([]), known([])]);
  });
});
