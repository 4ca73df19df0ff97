import { secretInPlainText } from '../../../../src/lint/rules/secret-in-plain-text.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(secretInPlainText, {
  finds: [
    {
      when: 'a store has its password',
      text: `${client}ssl.keystore.password=hunter2\n`,
      at: 'hunter2',
      fixed: `${client}config.providers=env\nconfig.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider\nssl.keystore.password=\${env:KAFKA_SSL_KEYSTORE_PASSWORD}\n`,
    },
    {
      when: 'Kafka’s provider is there already',
      text: `${client}config.providers=env\nssl.keystore.password=hunter2\n`,
      at: 'hunter2',
      fixed: `${client}config.providers=env\nssl.keystore.password=\${env:KAFKA_SSL_KEYSTORE_PASSWORD}\n`,
    },
    {
      when: 'a librdkafka client has its password',
      text: '# kafka: consumer librdkafka\nsasl.password=hunter2\n',
      at: 'hunter2',
      fixed: '# kafka: consumer librdkafka\nsasl.password=${KAFKA_SASL_PASSWORD}\n',
    },
    {
      when: 'a login module has its password',
      text: `${client}sasl.jaas.config=o.P required username="u" password="hunter2";\n`,
      at: 'hunter2',
      fixed: `${client}config.providers=env\nconfig.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider\nsasl.jaas.config=o.P required username="u" password="\${env:KAFKA_SASL_PASSWORD}";\n`,
    },
    {
      when: 'an escaped quote stands around it',
      text: `${client}sasl.jaas.config=o.P required username=\\"u\\" password=\\"hunter2\\";\n`,
      at: 'hunter2',
    },
    {
      when: 'a YAML file has it',
      fileName: 'application.yml',
      text: 'spring.kafka:\n  ssl:\n    trust-store-location: /t\n    trust-store-password: "hunter2"\n',
      at: 'hunter2',
      fixed: 'spring.kafka:\n  ssl:\n    trust-store-location: /t\n    trust-store-password: "${KAFKA_SSL_TRUSTSTORE_PASSWORD}"\n',
    },
    { when: 'a registry has its user', text: `${client}client.id=a\nbasic.auth.user.info=me:hunter2\n`, at: 'me:hunter2' },
  ],
  staysQuiet: [
    { when: 'the deployment fills it in', text: `${client}ssl.keystore.password=\${STORE_PASSWORD}\nssl.key.password=<password>\n` },
    { when: 'it is no secret', text: `${client}ssl.keystore.password=changeit\nssl.key.password=********\n` },
    {
      when: 'the name of a secret stands there',
      text: `${client}ssl.truststore.password=truststore_password\nssl.key.password=KEY_PASSWORD\n`,
    },
    { when: "a module's password is a placeholder", text: `${client}sasl.jaas.config=o.P required username="me" password="\${P}";\n` },
    {
      when: 'it stands where a deployment takes its secrets from',
      fileName: '.env',
      text: 'KAFKA_BOOTSTRAP_SERVERS=a:9092\nKAFKA_SASL_PASSWORD=hunter2\n',
    },
    { when: 'a certificate is public', text: `${client}ssl.truststore.certificates=-----BEGIN CERTIFICATE-----\n` },
  ],
});
