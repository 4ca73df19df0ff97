import { backslashLost } from '../../../../src/lint/rules/backslash-lost.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(backslashLost, {
  finds: [
    {
      when: 'a Windows path has single ones',
      text: `${client}ssl.truststore.location=C:\\kafka\\trust.jks\n`,
      at: '\\',
      fixed: `${client}ssl.truststore.location=C:\\\\kafka\\\\trust.jks\n`,
    },
    {
      when: 'the file cannot be read',
      text: `${client}app.home=C:\\users\\me\nclient.id=a\n`,
      at: '\\u',
      severity: 'error',
      says: 'refuses to read the whole file',
    },
    {
      when: "a pattern's dot loses its escape",
      text: `${client}topic.pattern=orders\\.v1\n`,
      at: '\\',
      fixed: `${client}topic.pattern=orders\\\\.v1\n`,
    },
  ],
  staysQuiet: [
    { when: 'they are doubled', text: `${client}ssl.truststore.location=C:\\\\kafka\\\\trust.jks\n` },
    { when: 'quotes and blanks are escaped', text: `${client}sasl.jaas.config=a.B required username\\="\${U}" password=\\"\${P}\\";\n` },
    { when: 'a line is continued', text: `${client}bootstrap.servers=a:9092,\\\n  b:9092\n` },
    { when: 'an application does what it likes', text: `${client}client.id=a\nmessage=a\\d\n` },
  ],
});
