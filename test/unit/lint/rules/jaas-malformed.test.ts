import { jaasMalformed } from '../../../../src/lint/rules/jaas-malformed.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(jaasMalformed, {
  finds: [
    {
      when: 'the semicolon is missing',
      text: `${client}sasl.jaas.config=o.P required username="u" password="***"\n`,
      at: '"***"',
      fixed: `${client}sasl.jaas.config=o.P required username="u" password="***";\n`,
    },
    {
      when: 'the flag is missing',
      text: `${client}sasl.jaas.config=o.P username="u" password="***";\n`,
      at: 'username',
      says: 'not “username”',
    },
    {
      when: 'a quote is not closed',
      text: `${client}sasl.jaas.config=o.P required username="u" password="***;\n`,
      at: '"***;',
      says: 'quotes of password',
    },
    {
      when: 'digits stand without quotes',
      text: `${client}sasl.jaas.config=o.P required username="u" password=12345;\n`,
      at: '12345',
      says: 'password has no value',
    },
    {
      when: 'a special character stands without quotes',
      text: `${client}sasl.jaas.config=o.P required password=p@ss;\n`,
      at: '@',
      says: 'password has no value',
    },
    { when: 'there are two modules', text: `${client}sasl.jaas.config=o.P required; o.Q required;\n`, at: 'o.Q', says: 'one login module' },
  ],
  staysQuiet: [
    { when: 'it is whole', text: `${client}sasl.jaas.config=o.P required username="u" password='a;b="c"';\n` },
    { when: 'a word stands without quotes', text: `${client}sasl.jaas.config=o.P required username=billing-1 useKeyTab=true;\n` },
    { when: 'it has no options', text: `${client}sasl.jaas.config=o.P required;\n` },
    { when: 'it is written over several lines', text: `${client}sasl.jaas.config=o.P required \\\n  username="u" \\\n  password="***";\n` },
    { when: 'a placeholder stands for a part', text: `${client}sasl.jaas.config=o.P required username=\${USER} password=\${P};\n` },
  ],
});
