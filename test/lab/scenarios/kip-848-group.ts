import { click } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, untilPositions } from '../scenario.ts';
import { startTool } from '../tools.ts';

/** A group of the next-generation protocol, by Kafka's own console consumer; it keeps up. */
export const kip848Group: Scenario = {
  name: 'kip-848-group',
  topic: 'clicks',
  groupId: 'click-analytics',
  says: 'healthy',
  async start(lab) {
    await createTopic(lab, this.topic, 3);
    const clicks = produceSteadily(lab, this.topic, 25, click);
    const properties = ['group.protocol=consumer', 'auto.commit.interval.ms=1000', 'client.id=click-analytics-1'];
    const consumer = await startTool(
      'org.apache.kafka.tools.consumer.ConsoleConsumer',
      [
        ...['--bootstrap-server', lab.broker.addresses.PLAINTEXT ?? '', '--topic', this.topic, '--group', this.groupId, '--from-beginning'],
        ...properties.flatMap(property => ['--command-property', property]),
      ],
      lab.broker,
    );
    // What it prints is read and dropped: a full pipe would stop it.
    consumer.child.stdout?.resume();
    let complaints = '';
    consumer.child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    const endedEarly = consumer.ended.then(code => {
      throw new Error(`The console consumer ended with ${code ?? 'a signal'}: ${complaints}`);
    });
    endedEarly.catch(() => undefined); // its end is an error only while somebody waits for it to be ready
    return {
      ready: () =>
        Promise.race([
          endedEarly,
          untilPositions(
            lab,
            this,
            'keeping up',
            all => all.length === 3 && all.every(at => (at.committed ?? 0n) > 0n && lagOf(at) < 100n),
          ),
        ]),
      stop: async () => {
        await clicks.stop();
        await consumer.kill();
      },
    };
  },
};
