// A broker's data folder before its first start: which cluster it belongs to, and the first records of the metadata log.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type JavaProgram, runJava } from './java.ts';

export interface Formatting {
  readonly version: string;
  readonly clusterId: string;
  readonly nodeId: string;
  /** Holds server.properties, and `data` after it. */
  readonly folder: string;
  /** SCRAM users, who live in the metadata log: `SCRAM-SHA-256=[name=alice,password=…]`. */
  readonly credentials: readonly string[];
}

/**
 * Formats the folder by Kafka's own tool, a JVM of two seconds. Its first records depend on the version alone where nobody has to
 * log in by SCRAM, so these are kept and copied from then on.
 */
export async function format(formatting: Formatting, program: Omit<JavaProgram, 'main' | 'args'>): Promise<void> {
  const { version, clusterId, nodeId, folder, credentials } = formatting;
  const kept = path.join(cache, `bootstrap-${version}.checkpoint`);
  const data = path.join(folder, 'data');
  const records = path.join(data, 'bootstrap.checkpoint');
  if (credentials.length === 0 && existsSync(kept)) {
    await mkdir(data, { recursive: true });
    await copyFile(kept, records);
    const ids = `node.id=${nodeId}\ndirectory.id=${newClusterId()}\nversion=1\ncluster.id=${clusterId}\n`;
    return writeFile(path.join(data, 'meta.properties'), ids);
  }
  const { code, stdout, stderr } = await runJava({
    ...{ ...program, main: 'kafka.tools.StorageTool' },
    args: [
      // Joined by "=": one id in 64 begins with a dash, which the tool would take for an option.
      ...['format', `--cluster-id=${clusterId}`, '--config', path.join(folder, 'server.properties')],
      ...credentials.flatMap(credential => ['--add-scram', credential]),
    ],
  });
  if (code !== 0) throw new Error(`Kafka ${version} could not format its folder: ${stdout}${stderr}`);
  if (credentials.length > 0 || !existsSync(records)) return;
  await mkdir(cache, { recursive: true });
  // Under another name first: two brokers may start at once.
  const own = `${kept}.${path.basename(folder)}`;
  await copyFile(records, own);
  await rename(own, kept);
}

/** Kafka's ids are 16 random bytes in URL-safe base 64; those that look like an option are drawn anew. */
export function newClusterId(): string {
  const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}

const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/kafka-lab');
