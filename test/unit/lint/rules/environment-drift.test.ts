import { environmentDrift } from '../../../../src/lint/rules/environment-drift.ts';
import { workspaceLintTest } from '../../../support/workspaceLintTest.ts';

const consumer = '# kafka: consumer\n';
const login = 'sasl.mechanism=SCRAM-SHA-512\n';

workspaceLintTest(environmentDrift, {
  finds: [
    {
      when: 'production starts elsewhere than what was tested',
      files: {
        'orders/config/consumer-prod.properties': `${consumer}auto.offset.reset=latest\n`,
        'orders/config/consumer-dev.properties': `${consumer}auto.offset.reset=earliest\n`,
      },
      at: { 'orders/config/consumer-prod.properties': 'latest' },
      says: 'latest in production and earliest in dev',
    },
    {
      when: 'profiles of one application.yml say it',
      files: {
        'orders/src/main/resources/application.yml':
          'spring.kafka.consumer:\n  group-id: orders\n---\nspring:\n  config.activate.on-profile: prod\n  kafka.consumer.auto-offset-reset: latest\n---\nspring:\n  config.activate.on-profile: test\n  kafka.consumer.auto-offset-reset: earliest\n',
      },
      at: { 'orders/src/main/resources/application.yml': 'latest' },
      says: 'latest in production and earliest in test',
    },
    {
      when: 'it is less protected than another environment’s section',
      files: {
        'orders/kafka.yaml':
          'dev:\n  bootstrap.servers: dev:9092\n  group.id: orders\n  security.protocol: SSL\nprod:\n  bootstrap.servers: prod:9092\n  group.id: orders\n  security.protocol: PLAINTEXT\n',
      },
      at: { 'orders/kafka.yaml': 'PLAINTEXT' },
      severity: 'warning',
    },
    {
      when: 'production is less protected',
      files: {
        'config/prod/client.properties': `${consumer}${login}security.protocol=SASL_PLAINTEXT\n`,
        'config/staging/client.properties': `${consumer}${login}security.protocol=SASL_SSL\n`,
      },
      at: { 'config/prod/client.properties': 'SASL_PLAINTEXT' },
      severity: 'warning',
      says: 'Production uses SASL_PLAINTEXT',
    },
    {
      when: 'a test joins the group of production',
      files: {
        'application-prod.properties': `${consumer}bootstrap.servers=kafka-1:9092,kafka-2:9092\ngroup.id=orders-billing\n`,
        'application-test.properties': `${consumer}bootstrap.servers=kafka-1:9092\ngroup.id=orders-billing\n`,
      },
      at: { 'application-prod.properties': 'orders-billing' },
      severity: 'warning',
      says: 'takes partitions away from production',
    },
  ],
  staysQuiet: [
    {
      when: 'only addresses and sizes differ',
      files: {
        'orders/consumer-prod.properties': `${consumer}bootstrap.servers=kafka:9093\nmax.poll.records=500\ngroup.id=orders\n`,
        'orders/consumer-dev.properties': `${consumer}bootstrap.servers=localhost:9092\nmax.poll.records=5\ngroup.id=orders\n`,
      },
    },
    {
      when: 'they are two applications',
      files: {
        'orders/consumer-prod.properties': `${consumer}auto.offset.reset=latest\n`,
        'payments/consumer-dev.properties': `${consumer}auto.offset.reset=earliest\n`,
      },
    },
    {
      when: 'they are two clients of one application',
      files: {
        'orders/audit-prod.properties': `${consumer}auto.offset.reset=latest\n`,
        'orders/billing-dev.properties': `${consumer}auto.offset.reset=earliest\n`,
      },
    },
    {
      when: 'developers go without TLS',
      files: {
        'orders/consumer-prod.properties': `${consumer}security.protocol=SSL\n`,
        'orders/consumer-dev.properties': `${consumer}security.protocol=PLAINTEXT\n`,
      },
    },
    {
      when: 'production fills it in when it starts',
      files: {
        'orders/consumer-prod.properties': `${consumer}auto.offset.reset=\${RESET}\n`,
        'orders/consumer-dev.properties': `${consumer}auto.offset.reset=earliest\n`,
      },
    },
  ],
});
