import { continuationSwallowsEntry } from '../../../../src/lint/rules/continuation-swallows-entry.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(continuationSwallowsEntry, {
  finds: [
    {
      when: 'a backslash ends the line above a setting',
      text: `${consumer}bootstrap.servers=a:9092,\\\ngroup.id=billing\n`,
      at: 'group.id',
      figures: { key: 'bootstrap.servers', swallowed: 'group.id' },
      fixed: `${consumer}bootstrap.servers=a:9092,\ngroup.id=billing\n`,
    },
  ],
  staysQuiet: [
    { when: 'a list goes on', text: `${consumer}bootstrap.servers=a:9092,\\\n  b:9092\n` },
    { when: 'a login module goes on', text: `${consumer}sasl.jaas.config=a.B required \\\n  username="u" \\\n  password="\${P}";\n` },
  ],
});
