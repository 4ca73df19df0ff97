import { isLocalOnly } from '../bootstrap.ts';
import { defineRule } from '../defineRule.ts';
import { removeEntry } from '../fixes.ts';
import { writtenProtocol } from '../security.ts';

/** TLS that accepts any certificate keeps out nobody who can put himself in between. */
export const certificateCheckDisabled = defineRule({
  id: 'certificate-check-disabled',
  title: "The broker's certificate is not checked",
  severity: 'warning',
  libraries: ['librdkafka'],
  *check(config) {
    const check = config.entry('enable.ssl.certificate.verification');
    if (!check || !/^(false|f|0)$/i.test(check.value) || isLocalOnly(config)) return;
    const protocol = writtenProtocol(config)?.name;
    if (protocol === 'PLAINTEXT' || protocol === 'SASL_PLAINTEXT') return;
    yield { range: check.valueRange, figures: { key: check.writtenKey }, fixes: [removeEntry(check)] };
  },
});
