import { loginModuleMismatch } from '../../../../src/lint/rules/login-module-mismatch.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(loginModuleMismatch, {
  finds: [
    {
      when: 'the mechanism is not set',
      text: `${client}sasl.jaas.config=o.PlainLoginModule required username="u" password="\${P}";\n`,
      at: 'o.PlainLoginModule',
      figures: { mechanism: 'GSSAPI', mechanismWritten: false },
      fixed: `${client}sasl.mechanism=PLAIN\nsasl.jaas.config=o.PlainLoginModule required username="u" password="\${P}";\n`,
    },
    {
      when: 'SCRAM has the plain module',
      text: `${client}sasl.mechanism=SCRAM-SHA-256\nsasl.jaas.config=o.PlainLoginModule required;\n`,
      at: 'o.PlainLoginModule',
      figures: { fails: true },
    },
    {
      when: 'it works by accident',
      text: `${client}sasl.mechanism=PLAIN\nsasl.jaas.config=o.ScramLoginModule required;\n`,
      at: 'o.ScramLoginModule',
      severity: 'information',
    },
  ],
  staysQuiet: [
    { when: 'they belong together', text: `${client}sasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config=o.ScramLoginModule required;\n` },
    {
      when: 'the module is somebody’s own',
      text: `${client}sasl.mechanism=PLAIN\nsasl.jaas.config=com.example.VaultLoginModule required;\n`,
    },
    { when: 'a placeholder decides', text: `${client}sasl.mechanism=\${MECHANISM}\nsasl.jaas.config=o.PlainLoginModule required;\n` },
    { when: 'the whole entry is a placeholder', text: `${client}sasl.jaas.config=\${JAAS}\n` },
  ],
});
