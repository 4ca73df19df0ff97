/** Settings of topics and brokers, as rules ask for them. */
import type { ConfigEntry } from '../model/cluster.ts';
import type { TopicConfig } from '../model/snapshot.ts';

/** One setting of a topic as a number; null where it was not told, or is none. −1 often means "without bound". */
export const numberOf = (configs: readonly TopicConfig[], topic: string, name: string): number | null =>
  numberIn(entriesOf(configs, topic), name);

/** One setting of a topic; null where it was not told. */
export const textOf = (configs: readonly TopicConfig[], topic: string, name: string): string | null =>
  textIn(entriesOf(configs, topic), name);

export function numberIn(entries: readonly ConfigEntry[], name: string): number | null {
  const text = textIn(entries, name);
  const number = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

const textIn = (entries: readonly ConfigEntry[], name: string): string | null => entries.find(entry => entry.name === name)?.value ?? null;

const entriesOf = (configs: readonly TopicConfig[], topic: string): readonly ConfigEntry[] =>
  configs.find(config => config.topic === topic)?.entries ?? [];
