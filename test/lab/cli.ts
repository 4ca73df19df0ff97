// A broker for hand use: `node test/lab/cli.ts [--port N] [--version V] [--listeners PLAINTEXT,SASL_SSL] [scenario …]`, or `all` scenarios.
// Prints the addresses and runs until Ctrl-C, which leaves nothing behind.
import { parseArgs } from 'node:util';
import { type ListenerKind, startBroker } from './broker.ts';
import { openLab, runnable } from './scenario.ts';
import { allScenarios } from './scenarios/index.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    port: { type: 'string' },
    version: { type: 'string' },
    listeners: { type: 'string', default: 'PLAINTEXT' },
  },
});
if (values.help) {
  console.log(`Usage: node test/lab/cli.ts [--port N] [--version V] [--listeners PLAINTEXT,SASL_SSL] [scenario … | all]
Starts a broker, and scenarios on it, and runs until Ctrl-C.

Scenarios, and what a diagnosis has to say first:
${allScenarios.map(({ name, says }) => `  ${name.padEnd(34)} ${says}`).join('\n')}`);
  process.exit();
}
const kinds: readonly ListenerKind[] = ['PLAINTEXT', 'SSL', 'MTLS', 'SASL_PLAINTEXT', 'SASL_SSL'];
const listeners = values.listeners.split(',').map(wanted => {
  const kind = kinds.find(known => known === wanted);
  if (kind === undefined) throw new Error(`Listeners are ${kinds.join(', ')}; not ${wanted}.`);
  return kind;
});

const scenarios = (await runnable(allScenarios)).filter(({ on }) => on === undefined);
const unknown = positionals.filter(name => name !== 'all' && !scenarios.some(scenario => scenario.name === name));
if (unknown.length > 0) throw new Error(`Scenarios are ${scenarios.map(({ name }) => name).join(', ')}; not ${unknown.join(', ')}.`);
const chosen = scenarios.filter(({ name }) => positionals.includes(name) || positionals.includes('all'));

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
console.log(`  log: ${broker.logFile}`);
if (chosen.length > 0) {
  const lab = await openLab(broker);
  await Promise.all(
    chosen.map(async scenario => {
      const running = await scenario.start(lab);
      await running.ready();
      console.log(`  ${scenario.groupId.padEnd(20)} ${scenario.topic.padEnd(14)} ${scenario.says}`);
    }),
  );
}
setInterval(() => undefined, 2 ** 30); // runs until it is interrupted
