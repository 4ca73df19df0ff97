import { advertisedListenerUnreachable } from '../../../../src/lint/rules/advertised-listener-unreachable.ts';
import { fileLintTest } from '../../../support/fileLintTest.ts';

const compose = (listeners: string, more = '', ports = '["9092:9092"]') =>
  `services:\n  kafka:\n    image: apache/kafka:4.0.0\n    ports: ${ports}\n    environment:\n      KAFKA_ADVERTISED_LISTENERS: ${listeners}\n${more}`;
const shop = '  shop:\n    environment:\n      - KAFKA_BOOTSTRAP_SERVERS=kafka:9092\n';
const pod = (listeners: string) =>
  `kind: StatefulSet\nspec:\n  template:\n    spec:\n      containers:\n        - name: kafka\n          env:\n            - name: KAFKA_ADVERTISED_LISTENERS\n              value: ${listeners}\n`;

fileLintTest(advertisedListenerUnreachable, {
  finds: [
    {
      when: 'the port is published, and the name is for containers that are not there',
      fileName: 'docker-compose.yml',
      text: compose('PLAINTEXT://kafka:9092'),
      at: 'PLAINTEXT://kafka:9092',
      says: 'published port 9092',
    },
    {
      when: 'another container is sent to itself',
      fileName: 'docker-compose.yml',
      text: compose('PLAINTEXT://localhost:9092', shop),
      at: 'PLAINTEXT://localhost:9092',
      says: 'shop connects',
    },
    {
      when: 'the broker refuses to start with it',
      fileName: 'docker-compose.yml',
      text: compose('PLAINTEXT://0.0.0.0:9092'),
      at: 'PLAINTEXT://0.0.0.0:9092',
      severity: 'error',
    },
    { when: 'a pod says localhost', fileName: 'kafka.yaml', text: pod('PLAINTEXT://localhost:9092'), at: 'PLAINTEXT://localhost:9092' },
  ],
  staysQuiet: [
    {
      when: 'there is a listener for each side',
      fileName: 'docker-compose.yml',
      text: compose('PLAINTEXT://kafka:9092,OUTSIDE://localhost:29092', shop, '["29092:29092"]'),
    },
    { when: 'the name is for the containers that use it', fileName: 'docker-compose.yml', text: compose('PLAINTEXT://kafka:9092', shop) },
    { when: 'nothing is published', fileName: 'docker-compose.yml', text: compose('PLAINTEXT://kafka:9092', shop, '[]') },
    { when: 'only programs on this machine use it', fileName: 'docker-compose.yml', text: compose('PLAINTEXT://localhost:9092') },
    { when: 'a variable fills it in', fileName: 'docker-compose.yml', text: compose('PLAINTEXT://${HOST}:9092') },
    { when: 'the name is a real one', fileName: 'docker-compose.yml', text: compose('PLAINTEXT://kafka.example.com:9092') },
    { when: 'the pod says its own name', fileName: 'kafka.yaml', text: pod('PLAINTEXT://kafka-0.kafka.shop.svc:9092') },
  ],
});
