import assert from 'node:assert/strict';
import { forecastStart } from '../../../src/diagnosis/startForecast.ts';
import { readResetPolicy } from '../../../src/diagnosis/startPolicy.ts';
import { gatherStart } from '../../../src/gather/startSituation.ts';
import { deleteRecords } from '../../../src/kafka/changes/records.ts';
import { partitionName } from '../../../src/model/cluster.ts';
import type { StartClient, StartForecast } from '../../../src/model/start.ts';
import { ownedProcess } from '../../lab/belongings.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { hasKcat } from '../../lab/kcat.ts';
import { runTool, startTool } from '../../lab/tools.ts';
import { makeTopics, write } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, plainly } from '../kafka/clients.ts';

const hour = 3_600_000;

/** Every case of a start, made on a real broker; then real clients start, and begin where the forecast said. */
describe('where a group starts', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);
  const topic = 'start-orders';
  /** Partition by partition: goes on, lost its records, beyond the end, no commit, all read. */
  const commits = { 0: 15n, 1: 3n, 2: 50n, 4: 20n } as const;

  before('a topic has every case', async () => {
    await makeTopics(cluster(), [{ name: topic, partitions: 5 }]);
    const began = Date.now() - 2 * hour;
    const records = Array.from({ length: 20 }, (_, n) => ({
      ...{ key: Uint8Array.from(Buffer.from(`cust-${n}`)), headers: [] },
      value: Uint8Array.from(Buffer.from(JSON.stringify({ orderId: n }))),
      // Half of them two hours old, half of them minutes.
      timestamp: n < 10 ? began + n : Date.now() - 10 * 60_000 + n,
    }));
    await write(
      cluster(),
      [0, 1, 2, 3, 4].map(partition => ({ topic, partition, records })),
    );
    await deleteRecords(cluster(), [{ topic, partition: 1, before: 8n }]);
  });

  const groupWithCommits = (groupId: string): Promise<void> => commitOffsets(cluster(), groupId, { [topic]: commits });
  const client = (written: string): StartClient => ({
    ...{
      file: null,
      line: null,
      library: 'java',
      isStreams: false,
      policy: readResetPolicy(written),
      written,
      isolation: null,
      topics: [],
      others: [],
    },
  });
  const forecast = async (groupId: string, written?: string, topics?: readonly string[]): Promise<StartForecast> =>
    forecastStart(await gatherStart(cluster(), 'lab', { groupId, topics, client: written === undefined ? null : client(written) }));
  /** Where each partition begins: "start-orders-3 20", or what else happens there. */
  const begins = ({ rows }: StartForecast): readonly string[] =>
    rows
      .map(
        ({ partition, outcome }) =>
          `${partitionName(partition)} ${outcome?.kind === 'at' ? outcome.offset : (outcome?.kind ?? 'undecided')}`,
      )
      .sort();

  it('is told with what is lost, skipped and read again', async () => {
    await groupWithCommits('start-told');
    const { rows, lost, totals, expiry, level } = await forecast('start-told');
    const cases = Object.fromEntries(rows.map(({ partition, startCase }) => [partition.partition, startCase]));
    assert.deepEqual(cases, { 0: 'goes-on', 1: 'below-start', 2: 'beyond-end', 3: 'no-commit', 4: 'goes-on' });
    assert.deepEqual([lost, level], [5n, 'attention']);
    const { earliest, latest, none, 'by-duration': lastHour } = totals;
    assert.deepEqual([earliest.skipped, earliest.again, latest.skipped, none.stops.length], [0n, 20n, 32n, 3]);
    // The last hour begins at record 10 in all of them: 2 are passed over behind the deleted ones, 10 where nothing is committed.
    assert.deepEqual([lastHour.skipped, lastHour.again], [12n, 10n]);
    // Nobody ever joined it, so each commit counts from its own moment.
    assert.ok(expiry.kind === 'at' && expiry.basis === 'commit' && Math.abs(Date.now() - expiry.since) < 60_000, expiry.kind);
    assert.equal(expiry.at - expiry.since, 7 * 24 * hour);
    const next = rows.find(({ partition }) => partition.partition === 0)?.partition.previews[0]?.record;
    assert.deepEqual([next?.offset, next?.key, next?.value], [15n, 'cust-15', '{"orderId":15}']);
  });

  it('is told of a group that does not exist yet, for the topic that it is going to read', async () => {
    const { isNew, rows, asNew, situation } = await forecast('start-nobody', 'earliest', [topic]);
    assert.deepEqual([isNew, rows.length, asNew.records], [true, 5, 92n]);
    const [other] = situation.related.filter(({ groupId }) => groupId === 'start-told');
    assert.deepEqual(other?.commits.length, 4);
    const missing = await forecast('start-nobody', 'earliest', ['start-no-such-topic']);
    assert.deepEqual([missing.rows, missing.level], [[], 'unknown']);
    assert.equal(missing.situation.missingTopics[0]?.failure.code, 'UNKNOWN_TOPIC_OR_PARTITION');
  });

  describe('and a client of librdkafka', () => {
    before(function () {
      if (!hasKcat()) this.skip();
    });

    /** The first offset that it reads of each partition; where there is none, the end that it stands at. */
    const observed = async (groupId: string, reset: string): Promise<readonly string[]> => {
      const settings = ['-X', `auto.offset.reset=${reset}`, '-X', 'enable.auto.commit=false'];
      const args = ['-b', broker().bootstrap, ...settings, '-u', '-f', '%p %o\n', '-G', groupId, topic];
      const kcat = ownedProcess('kcat', args, { stdio: ['ignore', 'pipe', 'pipe'] });
      applied.endingWith(() => kcat.kill());
      const firsts = new Map<number, string>();
      const see = (partition: string | undefined, offset: string | undefined) => {
        if (partition !== undefined && offset !== undefined && !firsts.has(Number(partition))) firsts.set(Number(partition), offset);
      };
      let [out, err] = ['', ''];
      kcat.child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
      kcat.child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
      await eventually(() => {
        for (const [, partition, offset] of out.matchAll(/^(\d+) (\d+)$/gm)) see(partition, offset);
        // Records come before the line that says that they were the last ones.
        for (const [, partition, offset] of err.matchAll(/\[(\d+)\] at offset (\d+)/g)) see(partition, offset);
        assert.equal(firsts.size, 5, err);
      });
      await kcat.kill();
      return [...firsts].sort(([a], [b]) => a - b).map(([partition, offset]) => `${topic}-${partition} ${offset}`);
    };

    for (const [policy, spelling] of [
      ['earliest', 'beginning'],
      ['latest', 'end'],
    ] as const) {
      it(`begins there with ${policy}`, async function () {
        this.timeout(120_000);
        const groupId = `start-kcat-${policy}`;
        await groupWithCommits(groupId);
        const told = begins(await forecast(groupId, policy));
        assert.deepEqual(await observed(groupId, spelling), told);
      });
    }
  });

  describe('and a Java client', () => {
    const consumer = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
    const args = (groupId: string, reset: string) => [
      ...['--bootstrap-server', broker().bootstrap, '--topic', topic, '--group', groupId],
      ...['--command-property', `auto.offset.reset=${reset}`, '--command-property', 'enable.auto.commit=false'],
      ...['--formatter-property', 'print.offset=true', '--formatter-property', 'print.partition=true'],
    ];

    it('begins there with a duration, and stops with none', async function () {
      this.timeout(120_000);
      await Promise.all(['start-java-hour', 'start-java-none'].map(groupWithCommits));
      const told = await forecast('start-java-hour', 'by_duration:PT1H');
      const stops = await forecast('start-java-none', 'none');
      assert.deepEqual(begins(stops).slice(1, 4), [`${topic}-1 stops`, `${topic}-2 stops`, `${topic}-3 stops`]);
      const stopping = runTool(consumer, args('start-java-none', 'none'), broker()).then(
        ({ stdout, stderr }) => stdout + stderr,
        (thrown: unknown) => String(thrown),
      );
      const reading = await startTool(consumer, args('start-java-hour', 'by_duration:PT1H'), broker());
      applied.endingWith(() => reading.kill());
      let out = '';
      reading.child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
      // Partition 4 is read to its end, so nothing is to be seen of it.
      const visible = begins(told).filter(words => !words.startsWith(`${topic}-4 `));
      await eventually(() => {
        const firsts = new Map<string, string>();
        for (const [, partition = '', offset = ''] of out.matchAll(/Partition:(\d+)\s+Offset:(\d+)\s/g))
          if (!firsts.has(partition)) firsts.set(partition, offset);
        assert.deepEqual([...firsts].map(([partition, offset]) => `${topic}-${partition} ${offset}`).sort(), visible, out);
      });
      await reading.kill();
      assert.match(await stopping, /NoOffsetForPartitionException|OffsetOutOfRangeException|Undefined offset|no reset policy/i);
    });
  });

  it('is the group’s own setting for share consumers', async function () {
    this.timeout(120_000);
    const groupId = 'start-share';
    const tool = await startTool(
      'org.apache.kafka.tools.consumer.ConsoleShareConsumer',
      ['--bootstrap-server', broker().bootstrap, '--topic', topic, '--group', groupId],
      broker(),
    );
    applied.endingWith(() => tool.kill());
    await eventually(
      async () => {
        const { situation, policy, rows, expiry } = await forecast(groupId, 'none');
        assert.deepEqual(
          [situation.group.value?.groupType, situation.shareReset, policy],
          ['share', { value: 'latest' }, { kind: 'latest' }],
        );
        assert.deepEqual([rows.length, expiry], [5, { kind: 'none', why: 'share' }]);
      },
      { everyMs: 500 },
    );
  });
});
