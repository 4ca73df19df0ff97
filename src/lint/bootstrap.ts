import type { ClientConfiguration } from './configuration.ts';

/** All brokers are on this machine: somebody tries things out. */
export function isLocalOnly(config: ClientConfiguration): boolean {
  const servers = config.text('bootstrapServers');
  if (!servers?.entry || servers.value === '') return false;
  return servers.value
    .split(',')
    .every(server => /^(.*:\/\/)?(localhost|127\.\d+\.\d+\.\d+|\[::1\]|::1|0\.0\.0\.0)(:\d+)?$/i.test(server.trim()));
}
