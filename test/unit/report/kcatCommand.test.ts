import assert from 'node:assert/strict';
import { kcatCommand } from '../../../src/report/kcatCommand.ts';

const place = { topic: 'orders', partition: 2, offset: 184_211n };

describe('the kcat command for a record', () => {
  it('reads exactly this record, without a group', () => {
    const command = kcatCommand(place, { bootstrapServers: ['a:9092', 'b:9092'], tls: false });
    assert.match(command, /^kcat -C -b a:9092,b:9092 -t orders -p 2 -o 184211 -c 1 -e -f '/);
    assert.doesNotMatch(command, / -G |security/);
  });
  it('names the login without its secret', () => {
    const sasl = { mechanism: 'SCRAM-SHA-512', username: "o'neil" };
    const command = kcatCommand(place, { bootstrapServers: ['a:9093'], tls: true, caFile: '/etc/ca file.pem', sasl });
    assert.ok(command.includes('-X security.protocol=SASL_SSL'), command);
    assert.ok(command.includes(`-X 'ssl.ca.location=/etc/ca file.pem'`), command);
    assert.ok(command.includes(`-X 'sasl.username=o'\\''neil'`), command);
    assert.ok(command.includes('-X sasl.password="$KAFKA_PASSWORD"'), command);
  });
  it('quotes what a shell would take apart', () =>
    assert.ok(kcatCommand({ ...place, topic: 'a b;c' }, { bootstrapServers: [], tls: false }).includes(`-b HOST:PORT -t 'a b;c'`)));
});
