import type { KafkaRecord } from '../../model/record.ts';
import { anyOf, escapeRegex, exactly, type FilterBytes, ignoringCase, isAscii, theseBytes } from './bytes.ts';
import { headerText } from './reading.ts';

/**
 * Headers in which tracers and applications carry an id through topics, in small letters: W3C Trace Context, Zipkin's B3 (one header
 * and several), Jaeger, Datadog, AWS X-Ray, OpenTelemetry's binary form, and the names that services give their own.
 */
const traceHeaders: ReadonlySet<string> = new Set([
  ...['traceparent', 'b3', 'x-b3-traceid', 'uber-trace-id', 'x-datadog-trace-id', 'x-amzn-trace-id', 'grpc-trace-bin', 'sw8'],
  ...['x-trace-id', 'trace_id', 'trace-id', 'traceid', 'x-request-id', 'request-id', 'requestid'],
  ...['correlationid', 'correlation_id', 'correlation-id', 'x-correlation-id', 'kafka_correlationid', 'x-cloud-trace-context'],
]);

/** The ids that a record carries in its headers, for looking for them elsewhere; binary ones in hex. */
export function traceIdsOf({ headers }: Pick<KafkaRecord, 'headers'>): readonly { readonly header: string; readonly id: string }[] {
  return headers.flatMap(({ key, value }) => {
    if (value === null || value.length === 0 || !traceHeaders.has(key.toLowerCase())) return [];
    const text = headerText(value) ?? '';
    const id = isAscii(text) ? traceIdIn(text) : Buffer.from(value).toString('hex');
    return id === '' ? [] : [{ header: key, id }];
  });
}

/**
 * The id in what a person copied: of traceparent `00-4bf92f35…-00f067aa…-01`, B3's `80f198ee…-e457b5a2…-1`, Jaeger's
 * `5b2b4c0d…:6a1f…:0:1` and X-Ray's `Root=1-67891233-abcdef…` it is the trace's part; anything else is the id itself.
 */
export function traceIdIn(written: string): string {
  const text = written.trim().replace(/^"(.*)"$/, '$1'); // Spring writes texts into headers as JSON
  for (const form of forms) {
    const id = form.exec(text)?.[1];
    if (id !== undefined) return id;
  }
  return text;
}

const forms: readonly RegExp[] = [
  /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/i, // traceparent
  /^([0-9a-f]{16}|[0-9a-f]{32})-[0-9a-f]{16}(?:-[01d](?:-[0-9a-f]{16})?)?$/i, // b3
  /^([0-9a-f]{1,32}):[0-9a-f]{1,16}:[0-9a-f]{1,16}:[0-9a-f]{1,2}$/i, // uber-trace-id
  /Root=(1-[0-9a-f]{8}-[0-9a-f]{24})/i, // x-amzn-trace-id
  /^([0-9a-f]{32})\/\d+/i, // x-cloud-trace-context
];

/** One id in all forms in which headers carry it: as text in any case, as its bytes, and as Datadog writes its lower half. */
export class TraceId {
  readonly bytes: FilterBytes;
  readonly #forms: readonly Buffer[];
  readonly #standsIn: (text: string) => boolean;

  constructor(written: string) {
    const id = traceIdIn(written);
    const inAnyCase = new RegExp(escapeRegex(id), 'i');
    this.#standsIn = isAscii(id) ? text => inAnyCase.test(text) : text => text.includes(id);
    const isHex = /^(?:[0-9a-f]{16}){1,2}$/i.test(id);
    const raw = isHex ? [Buffer.from(id, 'hex')] : [];
    const decimal = isHex ? [Buffer.from(BigInt(`0x${id.slice(-16)}`).toString())] : [];
    this.#forms = [...raw, ...decimal];
    this.bytes = anyOf([isAscii(id) ? ignoringCase(id) : exactly(id), ...this.#forms.map(theseBytes)]);
  }

  /** Any header counts: services name theirs as they like. */
  isIn({ headers }: Pick<KafkaRecord, 'headers'>): boolean {
    return headers.some(({ value }) => {
      if (value === null) return false;
      const bytes = Buffer.from(value.buffer, value.byteOffset, value.length);
      return this.#standsIn(bytes.toString('utf8')) || this.#forms.some(form => bytes.includes(form));
    });
  }
}
