// The demo itself, on the project's Node: see demo.mjs.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startCodeServer } from '../support/editor/codeServer.ts';
import { codeCommand, openDesktop } from '../support/editor/desktop.ts';
import { quietSettings } from '../support/editor/quietSettings.ts';
import { windowAddress } from '../support/editor/windowAddress.ts';
import { avroOrders, writeAvroOrders } from './avroOrders.ts';
import { startBroker } from './broker.ts';
import { startRegistry } from './registry.ts';
import { sampleWorkspace } from './sampleWorkspace.ts';
import { openLab } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

const { values } = parseArgs({ options: { web: { type: 'boolean', default: false }, port: { type: 'string' } } });
const root = path.resolve(import.meta.dirname, '../..');

console.log('Starting Kafka and a schema registry …');
const [broker, registry] = await Promise.all([
  startBroker(values.port === undefined ? {} : { port: Number(values.port) }),
  startRegistry(),
]);
const lab = await openLab(broker);
console.log(`Kafka ${broker.version} answers at ${broker.bootstrap}, the registry at ${registry.url}. Starting consumers …`);
await Promise.all([
  writeAvroOrders(lab, registry),
  ...scenarios.map(async scenario => {
    const running = await scenario.start(lab);
    await running.ready();
  }),
]);
const width = Math.max(...scenarios.map(({ groupId }) => groupId.length));
for (const { groupId, topic, says } of scenarios) console.log(`  ${groupId.padEnd(width)}  reads ${topic.padEnd(13)} ${says}`);
console.log(`  ${avroOrders.groupId.padEnd(width)}  reads ${avroOrders.topic.padEnd(13)} Avro by the registry: peek at it`);

const workspace = await sampleWorkspace(broker.bootstrap, {
  'kafkaTroubleshooter.clusters': [
    { name: 'demo', bootstrapServers: [broker.bootstrap], environment: 'development', schemaRegistry: { urls: [registry.url] } },
  ],
});
const code = values.web ? undefined : codeCommand();
if (code !== undefined) {
  openDesktop(code, { workspace: workspace.path, extension: root });
  console.log('\nVS Code opens. Look at the Kafka Troubleshooter in its activity bar.');
} else {
  console.log('Starting the web build of VS Code (the first time it is fetched: about half a minute) …');
  const server = await startCodeServer({ settings: quietSettings });
  const address = windowAddress(server.authority, { folder: workspace.path, extension: root });
  console.log(`\nOpen ${await shortAddress(address)} in a browser. Look at the Kafka Troubleshooter in its activity bar.`);
}
console.log('Ctrl-C ends everything.');

/** An address that fits on a line and leads to one that does not. */
async function shortAddress(long: string): Promise<string> {
  const redirect = createServer((_, response) => response.writeHead(302, { location: long }).end());
  redirect.listen(0, '127.0.0.1');
  await once(redirect, 'listening');
  return `http://127.0.0.1:${(redirect.address() as AddressInfo).port}/`;
}
