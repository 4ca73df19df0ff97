import { saslMechanismUnknown } from '../../../../src/lint/rules/sasl-mechanism-unknown.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(saslMechanismUnknown, {
  finds: [
    { when: 'the case is wrong', text: `${client}sasl.mechanism=plain\n`, at: 'plain', fixed: `${client}sasl.mechanism=PLAIN\n` },
    {
      when: 'a divider is missing',
      text: `${client}sasl.mechanism=SCRAM-SHA512\n`,
      at: 'SCRAM-SHA512',
      fixed: `${client}sasl.mechanism=SCRAM-SHA-512\n`,
    },
  ],
  staysQuiet: [
    { when: 'Kafka has it', text: `${client}sasl.mechanism=OAUTHBEARER\n` },
    { when: 'a cloud has it', text: `${client}sasl.mechanism=AWS_MSK_IAM\n` },
    { when: 'it is somebody’s own', text: `${client}sasl.mechanism=KERBEROS-TICKET\n` },
  ],
});
