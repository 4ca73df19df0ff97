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
    yield {
      range: check.value === '' ? check.keyRange : check.valueRange,
      // Java has no "none" (that is librdkafka's word): every handshake ends in "Unknown identification algorithm".
      severity: check.value === '' ? 'warning' : 'error',
      figures: { key: check.writtenKey, value: check.value },
      fixes: [removeEntry(check)],
    };
  },
});
