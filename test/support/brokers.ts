import { type Broker, type BrokerOptions, startBroker } from '../lab/broker.ts';

/**
 * A real broker for the tests of a `describe`: `const broker = labBroker(); it('…', () => ask(broker().bootstrap))`.
 * Tests that ask for the same kind share one, in all files of a run; it starts with the first and stops after the last.
 * Whoever stops, freezes or reconfigures a broker starts one of their own (`startBroker`).
 */
export function labBroker(options: BrokerOptions = {}): () => Broker {
  const kind = JSON.stringify(options);
  let broker: Broker | undefined;
  before(`Kafka starts (${kind})`, async function () {
    this.timeout(120_000); // the first start of a version fetches its jars
    let starting = shared.get(kind);
    if (starting === undefined) shared.set(kind, (starting = startBroker(options)));
    broker = await starting;
  });
  return () => {
    if (broker === undefined) throw new Error('The broker starts before the tests: ask for it inside a test, not beside it.');
    return broker;
  };
}

const shared = new Map<string, Promise<Broker>>();

// Registered while mocha loads the file, so it belongs to the whole run.
after('Kafka stops', async () => {
  for (const starting of shared.values()) await (await starting.catch(() => undefined))?.stop();
});
