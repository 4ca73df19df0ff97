import { quotedValue } from '../../../../src/lint/rules/quoted-value.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(quotedValue, {
  finds: [
    {
      when: 'a word is quoted',
      text: `${consumer}auto.offset.reset="earliest"\n`,
      at: '"earliest"',
      fixed: `${consumer}auto.offset.reset=earliest\n`,
    },
    {
      when: 'a name is quoted',
      text: `${consumer}group.id='billing'\n`,
      at: "'billing'",
      severity: 'warning',
      fixed: `${consumer}group.id=billing\n`,
    },
    {
      when: 'a whole login module is quoted',
      text: `${consumer}sasl.jaas.config="a.PlainLoginModule required password='\${P}';"\n`,
      at: '"a.PlainLoginModule required password=\'${P}\';"',
      severity: 'error',
      fixed: `${consumer}sasl.jaas.config=a.PlainLoginModule required password='\${P}';\n`,
    },
  ],
  staysQuiet: [
    { when: 'quotes stand inside', text: `${consumer}sasl.jaas.config=a.PlainLoginModule required password="\${P}";\n` },
    { when: 'only one end has a quote', text: `${consumer}group.id="billing\n` },
    { when: 'the key is an application’s', text: `${consumer}title="Invoices"\n` },
  ],
});
