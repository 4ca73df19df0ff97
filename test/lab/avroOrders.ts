// Orders as Avro by a schema registry, with one among them that somebody wrote as plain JSON: what a poison record mostly is.
import { fetchBounds } from '../../src/kafka/offsets.ts';
import { eventually } from '../support/eventually.ts';
import { commitOffsets } from './commits.ts';
import { framed, type Registry } from './registry.ts';
import { createTopic, type Lab } from './scenario.ts';

export const avroOrders = { topic: 'avro-orders', groupId: 'orders-lake', poison: 24n } as const;

const schema = {
  type: 'record',
  name: 'Order',
  namespace: 'com.example',
  fields: [
    { name: 'orderId', type: 'long' },
    { name: 'status', type: 'string' },
    { name: 'amount', type: 'double' },
  ],
} as const;

/** 30 orders of a transactional producer with headers; the one at `poison` is another program's, and there the group stands. */
export async function writeAvroOrders(lab: Lab, registry: Registry): Promise<void> {
  const { topic, groupId, poison } = avroOrders;
  await createTopic(lab, topic, 1);
  const id = await registry.register(`${topic}-value`, JSON.stringify(schema));
  const orders = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      key: `cust-${20_100 + ((from + n) % 7)}`,
      value: framed(id, order(771_200 + from + n, ['NEW', 'PAID', 'SHIPPED'][n % 3] ?? '', 5 + (((from + n) * 37) % 240))),
      headers: {
        traceparent: `00-${String(from + n).padStart(32, '0')}-00f067aa0ba902b7-01`,
        source: 'shop',
        'content-type': 'avro/binary',
      },
    }));
  const producer = lab.kafka('shop').producer({ transactionalId: 'avro-shop', maxInFlightRequests: 1, idempotent: true });
  await producer.connect();
  const send = async (messages: ReturnType<typeof orders>) => {
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages });
    await transaction.commit();
  };
  await send(orders(0, Number(poison) - 1));
  // The coordinator answers before the marker is in the log.
  await eventually(async () => {
    const [end] = await fetchBounds(lab.cluster, [{ topic, partition: 0 }]);
    if (end?.highWatermark.value !== poison) throw new Error(`the log ends at ${end?.highWatermark.value}`);
  });
  await lab.producer.send({ topic, messages: [{ key: 'cust-11820', value: '{"orderId": "test", "status": "x"}' }] });
  await send(orders(Number(poison), 6));
  await producer.disconnect();
  await commitOffsets(lab.cluster, groupId, { [topic]: { 0: poison } });
}

/** Avro's binary form: zigzag numbers, texts with their length in front, little-endian doubles. */
function order(orderId: number, status: string, amount: number): Buffer {
  const double = Buffer.alloc(8);
  double.writeDoubleLE(amount);
  return Buffer.concat([long(orderId), long(status.length), Buffer.from(status), double]);
}

function long(value: number): Buffer {
  const bytes: number[] = [];
  let rest = 2 * value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
