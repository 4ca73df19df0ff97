import type { ProblemFigures } from '../../model/problem.ts';
import type { Library } from '../roles.ts';
import { defineRule } from '../defineRule.ts';
import { commentIn, quotesAround } from '../valueShapes.ts';

/** `host:port`, divided by commas, and nothing else. */
export const bootstrapServerMalformed = defineRule({
  id: 'bootstrap-server-malformed',
  title: 'Bootstrap server that is no host and port',
  severity: 'error',
  *check(config) {
    const entry = config.written('bootstrapServers');
    if (!entry || entry.placeholder || entry.value === '' || !config.entries.includes(entry)) return;
    if (commentIn(entry.value) || quotesAround(entry.value) !== undefined) return;
    let at = 0;
    for (const item of entry.value.split(',')) {
      const server = item.trim();
      const start = at + (item.length - item.trimStart().length);
      at += item.length + 1;
      const fault = faultOf(server, config.library);
      if (fault === undefined) continue;
      const range = server === '' ? entry.valueRange : entry.rangeInValue(start, start + server.length);
      const right = corrected(server, fault);
      yield {
        range,
        // The client skips the scheme and, before 4.0, an empty item.
        severity: fault === 'scheme' || fault === 'empty' ? 'warning' : 'error',
        figures: { server: server.replace(/\/\/[^@/]*@/, '//…@'), fault },
        fixes:
          right === undefined
            ? []
            : [
                {
                  does: { kind: 'set-value', key: entry.writtenKey, value: right },
                  edits: [{ range, newText: right }],
                  safe: fault === 'scheme',
                },
              ],
      };
    }
  },
});

/** Also with what slipped in before it: YAML's `-` without a blank behind it. */
const schemeBefore = /^\W*\w+:\/\//;

type Fault = ProblemFigures['bootstrap-server-malformed']['fault'];

function faultOf(server: string, library: Library): Fault | undefined {
  if (server === '') return 'empty';
  if (server.includes(';')) return 'semicolon';
  if (/\s/.test(server)) return 'blank';
  // librdkafka reads a security protocol before the host, and takes 9092 where no port is given.
  if (library === 'librdkafka' && /^((plaintext|ssl|sasl_plaintext|sasl_ssl):\/\/)?[^\s/:]+(:\d+)?$/i.test(server)) return undefined;
  const address = server.replace(schemeBefore, '');
  const port = /:(\d+)$/.exec(address)?.[1];
  if (port === undefined) return address.includes('/') ? 'path' : 'no-port';
  if (Number(port) > 65_535 || Number(port) === 0) return 'port';
  return address === server ? undefined : 'scheme';
}

function corrected(server: string, fault: Fault): string | undefined {
  if (fault === 'scheme') return server.replace(schemeBefore, '');
  if (fault === 'semicolon')
    return server
      .split(/\s*;\s*/)
      .filter(Boolean)
      .join(',');
  if (fault === 'blank' && server.split(/\s+/).every(part => /:\d+$/.test(part))) return server.split(/\s+/).join(',');
  return undefined;
}
