import assert from 'node:assert/strict';
import { createTopic, type Lab, openLab } from '../../lab/scenario.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { produce as writeRecords } from '../../../src/kafka/changes/records.ts';
import { fetchEnds } from '../../../src/kafka/offsets.ts';
import type { PeekRequest } from '../../../src/model/peek.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import { newPartitions } from '../../../src/peek/newPartitions.ts';
import { joinLookedAt, peekMore, peekRecords } from '../../../src/peek/peek.ts';
import { failureSentence } from '../../../src/report/failureWords.ts';
import { wordFollowing } from '../../../src/report/followWords.ts';
import { PeekFollow, type FollowedCluster } from '../../../src/vscode/panels/peekFollow.ts';
import type { Stage } from '../../../src/vscode/panels/peekLook.ts';
import type { PeekStatement } from '../../../src/webviewProtocol/peek.ts';

const kafka: FollowedCluster['kafka'] = { peekRecords, peekMore, joinLookedAt, fetchEnds, newPartitions, wordFollowing, failureSentence };

describe('following a topic live', function () {
  this.timeout(120_000);
  const broker = labBroker();
  let lab: Lab;
  let topics = 0;
  const running: (() => Promise<void>)[] = [];
  before(async () => {
    lab = await openLab(broker());
  });
  afterEach(async () => {
    for (const stop of running.splice(0)) await stop();
  });
  after(() => lab.close());

  /** Follows a new topic; `seen` is what a page would show. */
  async function follow(partitions: number, { limit = 100, records = 0, of: known = '', readOn = peekMore } = {}) {
    const topic = known || `followed-${++topics}`;
    if (!known) await createTopic(lab, topic, partitions);
    if (records > 0) await lab.producer.send({ topic, messages: Array.from({ length: records }, (_, n) => ({ value: `old ${n}` })) });
    let requests = 0;
    const cluster = new Cluster({ bootstrapServers: [broker().bootstrap] }, { onRequest: () => requests++ });
    const seen = { values: [] as string[], statement: undefined as PeekStatement | undefined, news: 0 };
    const values = (some: readonly KafkaRecord[]) => some.map(({ value }) => Buffer.from(value ?? []).toString());
    const stage: Stage = {
      show: (look, shown) => {
        seen.values = values(shown);
        seen.statement = look.statement;
        return Promise.resolve();
      },
      add: (added, { statement, most }) => {
        seen.values = [...seen.values, ...values(added)].slice(-most);
        seen.statement = statement;
        return Promise.resolve();
      },
      tell: message => {
        if (message.type === 'held') seen.news = message.news;
      },
    };
    const request: PeekRequest = {
      ...{ topic, partitions: [], start: { kind: 'newest' }, limit },
      ...{ isolation: 'read_uncommitted', showControlRecords: false },
    };
    const following = new PeekFollow(0);
    const stop = new AbortController();
    let underWay = 0;
    const counted =
      <Question extends readonly unknown[], Told>(ask: (...question: Question) => Promise<Told>) =>
      (...question: Question) => {
        underWay++;
        return ask(...question).finally(() => underWay--);
      };
    const { newPartitions, fetchEnds: ends } = kafka;
    const asking = { ...kafka, peekMore: counted(readOn), newPartitions: counted(newPartitions), fetchEnds: counted(ends) };
    const ended = following.run({ cluster, kafka: asking }, request, stage, stop.signal);
    const stopNow = async () => {
      stop.abort();
      await ended;
      cluster.disconnect();
    };
    running.push(stopNow);
    await eventually(() => assert.ok(seen.statement));
    return {
      ...{ topic, seen, following, cluster },
      requests: () => requests,
      produce: (...written: readonly string[]) => lab.producer.send({ topic, messages: written.map(value => ({ value })) }),
      stop: stopNow,
      /** Nobody looks any more, and what was asked until then is answered. */
      hide: async () => {
        following.isSeen = false;
        await new Promise(setImmediate);
        await eventually(() => assert.equal(underWay, 0));
      },
    };
  }

  it('shows what was written before, then what is written from now on', async () => {
    const { seen, produce, stop } = await follow(2, { records: 3 });
    assert.equal(seen.values.length, 3);
    await produce('new 0', 'new 1');
    await eventually(() => assert.deepEqual(seen.values.slice(3).sort(), ['new 0', 'new 1']));
    await stop();
    assert.match(seen.statement?.lead ?? '', /^Followed followed-\d+, 2 partitions:$/);
    assert.match(seen.statement?.rest ?? '', /^2 new records, /);
  });

  it('keeps only the newest in view', async () => {
    const { seen, produce, stop } = await follow(1, { limit: 3, records: 2 });
    await produce('a', 'b');
    await eventually(() => assert.deepEqual(seen.values, ['old 1', 'a', 'b']));
    await stop();
  });

  it('says what it skipped where more is written than can be shown', async () => {
    const { seen, following, hide, produce, stop } = await follow(1, { limit: 5 });
    await hide();
    for (let n = 0; n < 4; n++) await produce(...Array.from({ length: 1_000 }, (_, i) => `${n * 1_000 + i}`));
    following.isSeen = true;
    await eventually(() => assert.equal(seen.values.at(-1), '3999'));
    assert.equal(seen.values.length, 5);
    assert.match(seen.statement?.rest ?? '', /1,995 offsets were skipped: more is written than can be followed\./);
    await stop();
  });

  it('moves nothing while somebody reads further up, and counts what came', async () => {
    const { seen, following, produce, stop } = await follow(2, { records: 4 });
    following.isHeld = true;
    await produce(...Array.from({ length: 132 }, (_, n) => `held ${n}`));
    await eventually(() => assert.equal(seen.news, 132));
    assert.equal(seen.values.length, 4);
    following.isHeld = false;
    await eventually(() => assert.ok(seen.values.includes('held 131')));
    await stop();
  });

  it('moves nothing that was on its way when somebody scrolled up', async () => {
    let scrollsUp = () => {};
    const { seen, following, produce, stop } = await follow(1, {
      records: 1,
      readOn: async (...question) => {
        const answer = await peekMore(...question);
        if (answer.records.length > 0) scrollsUp();
        return answer;
      },
    });
    scrollsUp = () => {
      following.isHeld = true;
    };
    await produce('on its way');
    await eventually(() => assert.equal(seen.news, 1));
    assert.deepEqual(seen.values, ['old 0']);
    scrollsUp = () => {};
    following.isHeld = false;
    await eventually(() => assert.deepEqual(seen.values, ['old 0', 'on its way']));
    await stop();
  });

  it('follows partitions that the topic gets meanwhile, from their beginning, and says so', async () => {
    const { topic, seen, following, produce, stop } = await follow(1, { records: 1 });
    // kafkajs drops without a word what is for a partition that it has not heard of.
    const writeTo = async (partition: number, value: string) => {
      const record = { key: null, value: Buffer.from(value), headers: [], timestamp: Date.now() };
      const [wrote] = await writeRecords(lab.cluster, [{ topic, partition, records: [record] }]);
      assert.equal(wrote?.written.failure, undefined);
    };
    await lab.admin.createPartitions({ topicPartitions: [{ topic, count: 2 }] });
    await eventually(() => writeTo(1, 'into the new one'));
    await eventually(() => assert.deepEqual(new Set(seen.values), new Set(['old 0', 'into the new one'])));
    assert.match(seen.statement?.lead ?? '', /^Following followed-\d+, 2 partitions:$/);
    assert.deepEqual(
      seen.statement?.notes.map(({ sentence }) => sentence),
      [`${topic}-1 is new: followed from its beginning.`],
    );

    following.isHeld = true;
    await lab.admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] });
    await eventually(() => writeTo(2, 'while held'));
    await eventually(() => assert.ok(seen.news > 0));
    following.isHeld = false;
    await eventually(() => assert.ok(seen.values.includes('while held')));
    await produce('afterwards');
    await eventually(() => assert.ok(seen.values.includes('afterwards')));
    await stop();
  });

  it('asks nobody while nobody looks', async () => {
    const { topic, seen, following, hide, requests, produce, stop } = await follow(1);
    await produce('seen');
    await eventually(() => assert.deepEqual(seen.values, ['seen']));
    await hide();
    const watched = await follow(1, { of: topic });
    const asked = requests();
    // Another that is looked at asks again and again meanwhile.
    for (const value of ['unseen 1', 'unseen 2', 'unseen 3']) {
      await produce(value);
      await eventually(() => assert.equal(watched.seen.values.at(-1), value));
    }
    await watched.stop();
    assert.equal(requests(), asked);
    following.isSeen = true;
    await eventually(() => assert.deepEqual(seen.values, ['seen', 'unseen 1', 'unseen 2', 'unseen 3']));
    await stop();
  });

  it('says why it cannot ask, and goes on by itself', async () => {
    const { topic, seen, stop } = await follow(1, { records: 1 });
    await lab.admin.deleteTopics({ topics: [topic] });
    await eventually(() => assert.match(seen.statement?.notes[0]?.sentence ?? '', /Following goes on: asked again in \d+ s\.$/));
    assert.deepEqual(seen.values, ['old 0']); // what was shown stays
    await stop();
  });
});
