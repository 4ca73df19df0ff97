import { startKcat } from '../kcat.ts';
import { order } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, untilPositions } from '../scenario.ts';

/** What one response may hold, in bytes: librdkafka drops the connection when a larger one comes, and asks for it again. */
const limit = 20_000;

/** A record of 100 kB and a librdkafka client that was told to take 20 kB a response: the broker hands out the first batch whole. */
export const recordTooLarge: Scenario = {
  name: 'record-too-large',
  topic: 'scanned-letters',
  groupId: 'letter-reader',
  says: 'record-too-large',
  besides: ['stuck-partition'],
  takes: ['kcat'],
  clientFile: {
    name: 'letter-reader/consumer.properties',
    text: `bootstrap.servers=127.0.0.1:9092
group.id=letter-reader
client.id=letter-reader-1
socket.keepalive.enable=true
enable.auto.offset.store=true
receive.message.max.bytes=${limit}
`,
  },
  async start(lab) {
    await createTopic(lab, this.topic, 1);
    const letter = (n: number) => ({ ...order(n), value: order(n).value.padEnd(n === 20 ? 100_000 : 200) });
    for (let n = 0; n <= 20; n++) await lab.producer.send({ topic: this.topic, messages: [letter(n)] });
    const letters = produceSteadily(lab, this.topic, 10, n => letter(n + 21));
    const reader = startKcat(lab.broker, this.groupId, [this.topic], {
      ...{ 'client.id': 'letter-reader-1', 'receive.message.max.bytes': String(limit), 'fetch.max.bytes': '10000' },
      ...{ 'message.max.bytes': '10000', 'max.partition.fetch.bytes': '4000', 'auto.commit.interval.ms': '500' },
    });
    return {
      ready: () => untilPositions(lab, this, 'stuck', all => all.every(at => at.committed === 20n && lagOf(at) > 20n)),
      stop: async () => {
        await letters.stop();
        await reader.kill();
      },
    };
  },
};
