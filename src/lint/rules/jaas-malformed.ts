import { defineRule } from '../defineRule.ts';
import { writtenJaas } from '../security.ts';

/** The client reads the login module's entry when it starts, and stops at the first thing that it does not understand. */
export const jaasMalformed = defineRule({
  id: 'jaas-malformed',
  title: 'Login module entry that cannot be read',
  severity: 'error',
  libraries: ['java'],
  *check(config) {
    const login = writtenJaas(config);
    // What a placeholder brings along is not known.
    if (!login || login.entry.placeholder || !config.entries.includes(login.entry)) return;
    const [fault] = login.jaas.faults;
    if (fault === undefined) return;
    const { entry } = login;
    yield {
      range: entry.rangeInValue(fault.start, fault.end),
      figures: { fault: fault.fault, near: fault.near },
      fixes:
        fault.fault === 'no-semicolon'
          ? [
              {
                does: { kind: 'set-value', key: entry.writtenKey, value: '…;' },
                edits: [{ range: { start: entry.valueRange.end, end: entry.valueRange.end }, newText: ';' }],
                safe: true,
              },
            ]
          : [],
    };
  },
});
