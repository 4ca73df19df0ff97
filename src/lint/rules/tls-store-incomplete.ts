import { defineRule } from '../defineRule.ts';

/** A key without its certificate, a password without its store: the client refuses to start. What may come from elsewhere is a secret, never these. */
const pairs: readonly (readonly [present: string, missing: readonly string[]])[] = [
  ['ssl.keystore.key', ['ssl.keystore.certificate.chain']],
  ['ssl.keystore.password', ['ssl.keystore.location']],
  ['ssl.truststore.password', ['ssl.truststore.location']],
  // librdkafka's: "Private key check failed".
  ['ssl.key.location', ['ssl.certificate.location', 'ssl.certificate.pem']],
];

export const tlsStoreIncomplete = defineRule({
  id: 'tls-store-incomplete',
  title: 'Half of a key or trust store',
  severity: 'error',
  *check(config) {
    for (const [present, missing] of pairs) {
      const entry = config.entries.find(({ key }) => key === present);
      // A placeholder may be filled with nothing; then there is no store either.
      if (!entry || entry.value === '' || entry.placeholder || missing.some(key => config.entry(key))) continue;
      yield { range: entry.keyRange, figures: { present: entry.writtenKey, missing: config.spell(missing[0] ?? '', entry) } };
    }
  },
});
