import assert from 'node:assert/strict';
import { type Broker, type BrokerOptions, startBroker } from '../lab/broker.ts';
import { whyNotReady } from '../lab/ready.ts';
import { eventually } from './eventually.ts';

/**
 * A real broker for the tests of a `describe`: `const broker = labBroker(); it('…', () => ask(broker().bootstrap))`.
 * Tests that ask for the same kind share one, in all files of a run, so name topics and groups after what you test.
 * Whoever counts what is there, or stops, freezes or fills the broker, takes one of their own: `labBroker({}, 'own')`.
 */
export function labBroker(options: BrokerOptions = {}, whose: 'shared' | 'own' = 'shared'): () => Broker {
  const kind = JSON.stringify(options);
  let broker: Broker | undefined;
  before(`Kafka starts (${kind})`, async function () {
    this.timeout(240_000); // the first start of a version fetches its jars
    if (whose === 'own') {
      const own = (broker = await startBroker(options));
      // Registered only now, so that it comes after every hook that still talks to the broker.
      this.test?.parent?.afterAll('Kafka stops', () => own.stop());
      return;
    }
    let starting = shared.get(kind);
    if (starting === undefined) shared.set(kind, (starting = startBroker(options)));
    broker = await starting;
  });
  return () => {
    if (broker === undefined) throw new Error('The broker starts before the tests: ask for it inside a test, not beside it.');
    return broker;
  };
}

/** Freezes a broker, and resolves when it answers nobody any more: a process that is told to stop runs on for a moment. */
export async function silence(broker: Broker): Promise<void> {
  broker.freeze();
  await eventually(async () => assert.equal(await whyNotReady(Number(broker.bootstrap.split(':')[1]), false, 200), 'no answer'));
}

const shared = new Map<string, Promise<Broker>>();

// Registered while mocha loads the file, so it belongs to the whole run.
after('Kafka stops', async () => {
  for (const starting of shared.values()) await (await starting.catch(() => undefined))?.stop();
});
