// Kafka's jars and a schema registry from Maven Central, fetched once per version into a folder that git ignores.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** What can be run: the broker of a version, Kafka's own command line tools, applications with Kafka Streams, or a schema registry. */
export type Artifact = 'kafka_2.13' | 'kafka-tools' | 'kafka-streams' | 'apicurio-registry-app';

/**
 * The classpath of one of Kafka's programs. The first call for a version takes 10–20 s and needs Maven; later ones take nothing.
 * Two processes may ask at once: each fetches into a folder of its own, and the first that is done gives it the final name.
 */
export function classpath(artifact: Artifact, version: string): Promise<string> {
  const key = `${artifact}-${version}`;
  let fetched = fetching.get(key);
  if (fetched === undefined) fetching.set(key, (fetched = fetchJars(artifact, version)));
  return fetched;
}

const fetching = new Map<string, Promise<string>>();
const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/kafka-lab');

async function fetchJars(artifact: Artifact, version: string): Promise<string> {
  const final = path.join(cache, `${artifact}-${version}`);
  if (!existsSync(final)) {
    await mkdir(cache, { recursive: true });
    const own = await mkdtemp(path.join(cache, 'fetching-'));
    try {
      await writeFile(path.join(own, 'pom.xml'), pom(artifact, version));
      const goal = isRegistry(artifact) ? 'unpack-dependencies' : 'copy-dependencies';
      await promisify(execFile)('mvn', ['-q', '-B', `dependency:${goal}`, '-DoutputDirectory=libs'], {
        cwd: own,
        shell: process.platform === 'win32', // mvn is a script there
      });
      await rename(own, final).catch((error: unknown) => {
        if (!existsSync(final)) throw error; // else another process was faster, with the same jars
      });
    } catch (error) {
      const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
      throw new Error(`Maven could not fetch ${artifact} ${version}. ${said}`, { cause: error });
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  }
  return path.join(final, 'libs', isRegistry(artifact) ? `${artifact}-${version}-runner.jar` : '*');
}

/** Apicurio comes as an archive (142 MB) that holds all that it needs, unpacked into a folder with a jar that names the others. */
const isRegistry = (artifact: Artifact): boolean => artifact === 'apicurio-registry-app';

/** RocksDB (70 MB) keeps the state of Streams applications, of which ours have none. */
const withoutRocksDb = '<exclusions><exclusion><groupId>org.rocksdb</groupId><artifactId>rocksdbjni</artifactId></exclusion></exclusions>';

/** slf4j-simple gives the broker a log; without a backend it would say nothing when it fails. 1.7 is the API that Kafka 3 and 4 use. */
function pom(artifact: Artifact, version: string): string {
  const dependency = (group: string, id: string, wanted: string, more: string) =>
    `<dependency><groupId>${group}</groupId><artifactId>${id}</artifactId><version>${wanted}</version>${more}</dependency>`;
  const dependencies = isRegistry(artifact)
    ? [dependency('io.apicurio', artifact, version, `<type>tar.gz</type><classifier>all</classifier>${alone}`)]
    : [
        dependency('org.apache.kafka', artifact, version, withoutRocksDb),
        dependency('org.slf4j', 'slf4j-simple', '1.7.36', withoutRocksDb),
      ];
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>lab</groupId><artifactId>lab</artifactId><version>1</version>
<dependencies>
${dependencies.join('\n')}
</dependencies></project>
`;
}

const alone = '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>';
