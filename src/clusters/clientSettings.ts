import type { ClientConfiguration } from '../lint/configuration.ts';
import { isPlaceholder } from '../lint/placeholders.ts';

/** A client's settings by the keys of its library: the first of these that the file has, trimmed. */
export type Settings = (...keys: readonly string[]) => string | undefined;

export const settingsOf =
  ({ entry }: Pick<ClientConfiguration, 'entry'>): Settings =>
  (...keys) =>
    keys.map(key => entry(key)?.value.trim()).find(value => value !== undefined);

/** What stands there is only known where the client runs. */
export const placeholderProblem = (what: string, value: string): string | undefined =>
  isPlaceholder(value) ? `${what} is ${value}, which is only filled in when the client is deployed.` : undefined;
