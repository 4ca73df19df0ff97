import { defineRule } from '../defineRule.ts';
import { removeEntry } from '../fixes.ts';
import { writtenProtocol } from '../security.ts';

/** Without it any certificate of the same authority may pretend to be the broker. */
export const hostNameCheckDisabled = defineRule({
  id: 'host-name-check-disabled',
  title: "The broker's host name is not checked",
  severity: 'warning',
  *check(config) {
    const check = config.written('hostNameCheck');
    if (!check || check.placeholder || /^(https|ldaps?)$/i.test(check.value) || !config.entries.includes(check)) return;
    const protocol = writtenProtocol(config)?.name;
    if (protocol === 'PLAINTEXT' || protocol === 'SASL_PLAINTEXT') return;
    const isOff = check.value === '' || (config.library === 'librdkafka' && check.value.toLowerCase() === 'none');
    // value-not-allowed says what librdkafka thinks of other words.
    if (!isOff && config.library === 'librdkafka') return;
    yield {
      range: check.value === '' ? check.keyRange : check.valueRange,
      // Java has no "none" (that is librdkafka's word): every handshake ends in "Unknown identification algorithm".
      severity: isOff ? 'warning' : 'error',
      figures: { key: check.writtenKey, value: check.value, off: isOff },
      fixes: [removeEntry(check)],
    };
  },
});
