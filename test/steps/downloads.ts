// `node test/steps/downloads.ts java browser`: fetches what the lab and the editor are made of, ahead of the tests that need it.
// npm ci empties node_modules and their folders in it, so a fresh machine waits for the network once, beside work that does not.
import { newestVersion } from '../lab/broker.ts';
import { type Artifact, classpath } from '../lab/jars.ts';
import { whereJavaRuns } from '../lab/java.ts';
import { registryVersion } from '../lab/registry.ts';
import { installCodeServer } from '../support/editor/codeServer.ts';

/** In the order in which the broker tests ask for them; a version that only one test starts is fetched by that test. */
const jars: readonly (readonly [Artifact, string])[] = [
  ['kafka_2.13', newestVersion],
  ['kafka-tools', newestVersion],
  ['kafka-streams', newestVersion],
  ['apicurio-registry-app', registryVersion],
];

const needs = process.argv.slice(2);
await Promise.all([...(needs.includes('java') ? [fetchJars()] : []), ...(needs.includes('browser') ? [installCodeServer()] : [])]);

/** One at a time: each is a JVM of its own. */
async function fetchJars(): Promise<void> {
  if ((await whereJavaRuns()) !== 'here') return; // Docker's images hold the jars
  for (const [artifact, version] of jars) await classpath(artifact, version);
}
