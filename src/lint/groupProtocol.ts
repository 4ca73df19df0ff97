import type { ClientConfiguration } from './configuration.ts';
import { compareVersions } from './versions.ts';

/** The group's timeouts live on the broker (KIP-848): `group.protocol=consumer`, which Java's 3.7 and librdkafka's 2.4 brought and which is read without regard to case. */
export const usesConsumerProtocol = (config: ClientConfiguration): boolean =>
  /^consumer$/i.test(config.text('groupProtocol')?.value ?? '') &&
  (config.version === undefined || compareVersions(config.version, config.library === 'java' ? '3.7' : '2.4') >= 0);
