// kcat: librdkafka's clients, without a compiler.
import { spawnSync } from 'node:child_process';
import { type OwnedProcess, ownedProcess } from './belongings.ts';
import type { Broker } from './broker.ts';

/**
 * Starts a member of a group that reads and commits, every 5 s where `settings` (librdkafka's own keys) say nothing else.
 * `signal('SIGTERM')` lets it leave its group; `kill()` does not.
 */
export function startKcat(
  broker: Broker,
  groupId: string,
  topics: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): OwnedProcess {
  const all = { 'auto.offset.reset': 'earliest', ...settings };
  const args = ['-b', broker.addresses.PLAINTEXT ?? '', ...Object.entries(all).flatMap(([key, value]) => ['-X', `${key}=${value}`])];
  return ownedProcess('kcat', [...args, '-q', '-G', groupId, ...topics], { stdio: 'ignore' });
}

export const hasKcat = (): boolean => spawnSync('kcat', ['-V']).status === 0;
