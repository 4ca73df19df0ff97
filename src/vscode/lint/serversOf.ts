import type { ClientConfiguration } from '../../lint/configuration.ts';
import { splitServers } from '../../clusters/definition.ts';

/** The servers that a client is told, wherever in its layers they stand; empty: none, or filled in later. */
export function serversOf(config: ClientConfiguration): readonly string[] {
  const setting = config.text('bootstrapServers');
  return setting?.entry === undefined
    ? []
    : splitServers(setting.value).map(server => server.replace(/^[A-Za-z_]+:\/\//, '').toLowerCase());
}
