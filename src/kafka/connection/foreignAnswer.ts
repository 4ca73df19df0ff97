import type { Failure } from '../../model/failure.ts';

/**
 * What speaks on the other side when it is not Kafka: HTTP, SSH and TLS say so in their first four bytes; the rest is
 * NOT_KAFKA with what it said. Kafka's own answers begin with their length and the correlation id that we gave.
 */
export function foreignAnswer(bytes: Buffer, why: string): Failure {
  const start = bytes.toString('latin1', 0, 4);
  if (start === 'HTTP') return { kind: 'not-kafka', code: 'ANSWERS_HTTP', detail: firstLine(bytes) };
  if (start === 'SSH-') return { kind: 'not-kafka', code: 'ANSWERS_SSH', detail: firstLine(bytes) };
  if (isTlsAlert(bytes)) return { kind: 'not-kafka', code: 'ANSWERS_TLS' };
  return { kind: 'not-kafka', code: 'NOT_KAFKA', detail: `${why}; it began with ${shown(bytes)}` };
}

/** Record type 21 (alert) of SSL 3.0 to TLS 1.3: what a TLS port says to bytes that are no TLS. */
const isTlsAlert = (bytes: Buffer): boolean => bytes[0] === 0x15 && bytes[1] === 0x03;

/** `HTTP/1.1 400 Bad Request`. */
function firstLine(bytes: Buffer): string {
  const [line = ''] = bytes.toString('latin1', 0, 120).split(/[\r\n]/, 1);
  return printable(line);
}

function shown(bytes: Buffer): string {
  const start = bytes.subarray(0, 24);
  const text = start.toString('latin1');
  return /^[\x20-\x7e\s]+$/.test(text) ? `"${printable(text.trim())}"` : start.toString('hex');
}

const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '.');
