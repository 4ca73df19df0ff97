import { defineRule } from '../defineRule.ts';
import type { Meaning } from '../facts/meanings.ts';
import { setValue } from '../fixes.ts';

const wanted: readonly (readonly [Meaning, 'serializer' | 'deserializer'])[] = [
  ['keySerializer', 'serializer'],
  ['valueSerializer', 'serializer'],
  ['keyDeserializer', 'deserializer'],
  ['valueDeserializer', 'deserializer'],
];

/** A deserializer where a serializer belongs, or the reverse: "… is not an instance of …", and the client refuses to start. */
export const serializerSwapped = defineRule({
  id: 'serializer-swapped',
  title: 'Serializer and deserializer swapped',
  severity: 'error',
  libraries: ['java'],
  roles: ['consumer', 'producer', 'client'],
  *check(config) {
    for (const [meaning, want] of wanted) {
      const entry = config.written(meaning);
      const swapped = want === 'serializer' ? /Deserializer$/ : /(?<!De)Serializer$/;
      if (!entry || !swapped.test(entry.value)) continue;
      const right = entry.value.replace(/(De)?[Ss]erializer$/, want === 'serializer' ? 'Serializer' : 'Deserializer');
      yield {
        range: entry.valueRange,
        figures: { key: entry.writtenKey, value: entry.value, wanted: want },
        fixes: [setValue(config, entry, right)],
      };
    }
  },
});
