// A broker for hand use: `node test/lab/cli.ts [--port N] [--version V] [--listeners PLAINTEXT,SASL_SSL] [scenario …]`.
// Prints the addresses and runs until Ctrl-C, which leaves nothing behind.
import { parseArgs } from 'node:util';
import { type ListenerKind, startBroker } from './broker.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string' }, version: { type: 'string' }, listeners: { type: 'string', default: 'PLAINTEXT' } },
});
const kinds: readonly ListenerKind[] = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];
const listeners = values.listeners.split(',').map(wanted => {
  const kind = kinds.find(known => known === wanted);
  if (kind === undefined) throw new Error(`Listeners are ${kinds.join(', ')}; not ${wanted}.`);
  return kind;
});

const broker = await startBroker({
  listeners,
  ...(values.version === undefined ? {} : { version: values.version }),
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
});
console.log(`Kafka ${broker.version} answers at ${broker.bootstrap}`);
for (const [kind, address] of Object.entries(broker.addresses)) if (kind !== 'INTERNAL') console.log(`  ${kind.padEnd(15)} ${address}`);
if (listeners.some(kind => kind.startsWith('SASL_')))
  for (const { name, password } of broker.users) console.log(`  login ${name} / ${password}`);
if (broker.caFile !== undefined) console.log(`  certificate authority: ${broker.caFile}`);
if (positionals.length > 0) throw new Error(`There is no scenario ${positionals.join(', ')}.`);
setInterval(() => undefined, 2 ** 30); // runs until it is interrupted
