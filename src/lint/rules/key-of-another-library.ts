import { defineRule } from '../defineRule.ts';
import { javaFacts } from '../facts/javaFacts.ts';
import { javaMeanings, type Meaning } from '../facts/meanings.ts';
import { renameKey } from '../fixes.ts';

/** `max.poll.records` for a client in Python, Go or .NET: "No such configuration property", and it does not start. */
export const keyOfAnotherLibrary = defineRule({
  id: 'key-of-another-library',
  title: 'Setting of the Java client',
  // The file may be another program's, which picks what it needs.
  severity: 'warning',
  libraries: ['librdkafka'],
  *check(config, facts) {
    const own = config.entries.filter(({ key }) => facts.key(config.role, key) !== undefined && !isJavas(key) && !likedByAll.has(key));
    const javas = config.entries.filter(({ key }) => facts.key(config.role, key) === undefined && isJavas(key));
    // Mostly Java's: a Java program's file, with names of its own for the login.
    if (javas.length > own.length) return;
    for (const entry of javas) {
      if (!entry.key.includes('.') || facts.isEcosystem(entry.key)) continue;
      // A key that librdkafka has for another kind of client is key-of-another-role's matter.
      if (facts.owners(entry.key).some(owner => owner === 'consumer' || owner === 'producer')) continue;
      const instead = meaningOf(entry.key) && facts.spelling(meaningOf(entry.key) ?? 'clientId')?.key;
      yield {
        range: entry.keyRange,
        figures: { key: entry.writtenKey, instead: instead === undefined ? null : config.spell(instead, entry) },
        fixes: instead === undefined || !sameUnit.has(entry.key) || config.entry(instead) ? [] : [renameKey(config, entry, instead)],
      };
    }
  },
});

const isJavas = (key: string): boolean => (['consumer', 'producer', 'admin'] as const).some(role => javaFacts.key(role, key) !== undefined);

/** librdkafka's names that Java programs borrow for their own settings. */
const likedByAll: ReadonlySet<string> = new Set(['sasl.username', 'sasl.password', 'topic', 'debug']);

const meaningOf = (key: string): Meaning | undefined =>
  (Object.keys(javaMeanings) as Meaning[]).find(meaning => javaMeanings[meaning] === key);

/** Of these the value can stay as it is. */
const sameUnit: ReadonlySet<string> = new Set(['request.timeout.ms', 'fetch.max.wait.ms', 'max.request.size']);
