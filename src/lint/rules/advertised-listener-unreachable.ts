import type { ProblemFigures } from '../../model/problem.ts';
import type { ConfigText, TextEntry } from '../configText.ts';
import { isPlaceholder } from '../placeholders.ts';
import { defineFileRule } from '../fileRule.ts';

/** The names that the images of Apache, Confluent and Bitnami read. */
const advertised = /^KAFKA(_CFG)?_ADVERTISED_LISTENERS$/;

/**
 * A broker tells its clients where to find it. What it says in a docker-compose or Kubernetes file is judged only where the
 * file itself shows clients for whom it is wrong: a published port, another service, a pod.
 */
export const advertisedListenerUnreachable = defineFileRule({
  id: 'advertised-listener-unreachable',
  title: 'Advertised listener that its clients cannot use',
  severity: 'warning',
  *check(text) {
    for (const entry of text.entries) {
      if (!advertised.test(entry.name) || isPlaceholder(entry.value)) continue;
      const listeners = listenersOf(entry);
      for (const listener of listeners) {
        const fault = faultOf(listener, listeners, entry, text);
        if (fault === undefined) continue;
        yield {
          range: listener.range,
          severity: fault.why === 'no-address' ? 'error' : 'warning',
          figures: { listener: listener.text, why: fault.why, by: fault.by },
        };
        break;
      }
    }
  },
});

interface Listener {
  readonly text: string;
  readonly host: string;
  readonly port: string;
  readonly range: TextEntry['valueRange'];
}

function listenersOf(entry: TextEntry): readonly Listener[] {
  let at = 0;
  return entry.value.split(',').flatMap(item => {
    const text = item.trim();
    const start = at + (item.length - item.trimStart().length);
    at += item.length + 1;
    const [, host, port] = /^\w+:\/\/(\[[^\]]*\]|[^:/]*):(\d+)$/.exec(text) ?? [];
    return host === undefined || port === undefined ? [] : { text, host, port, range: entry.rangeInValue(start, start + text.length) };
  });
}

interface Fault {
  readonly why: ProblemFigures['advertised-listener-unreachable']['why'];
  readonly by: string;
}

function faultOf(listener: Listener, all: readonly Listener[], entry: TextEntry, text: ConfigText): Fault | undefined {
  if (listener.host === '0.0.0.0' || listener.host === '[::]') return { why: 'no-address', by: listener.host };
  const service = /^services\.([\w.-]+?)\.environment$/.exec(entry.section)?.[1];
  if (service !== undefined) return inCompose(listener, all, service, entry.document, text);
  // A pod: nobody but its own containers finds it at localhost.
  const isPod = /(^|\.)containers\[\d+\]\.env$/.test(entry.section);
  return isPod && all.every(({ host }) => isLocal(host)) ? { why: 'localhost-of-a-pod', by: '' } : undefined;
}

function inCompose(listener: Listener, all: readonly Listener[], service: string, document: number, text: ConfigText): Fault | undefined {
  const own = (name: string): string | undefined =>
    text.entries.find(entry => entry.document === document && entry.section === `services.${service}` && entry.name === name)?.value;
  if (own('network_mode') !== undefined) return undefined;
  const by = whoConnects(service, listener.port, document, text);
  // The other service is sent to itself.
  if (isLocal(listener.host)) return by === undefined ? undefined : { why: 'localhost-of-a-container', by };
  // A name of the compose network alone, and the only ones; the port is published, and no container is there to use the name.
  const inside = new Set([service, own('container_name'), own('hostname')]);
  const published = publishedPorts(own('ports') ?? '');
  if (by !== undefined || !published.includes(listener.port)) return undefined;
  return all.every(({ host, port }) => inside.has(host) && whoConnects(service, port, document, text) === undefined)
    ? { why: 'name-of-the-network', by: listener.port }
    : undefined;
}

/** Another service that names this one with its port. */
function whoConnects(service: string, port: string, document: number, text: ConfigText): string | undefined {
  const address = new RegExp(`(^|[,/@"' =])${escaped(service)}:${port}\\b`);
  const found = text.entries.find(
    ({ section, value, document: nth }) =>
      nth === document && section.startsWith('services.') && !`${section}.`.startsWith(`services.${service}.`) && address.test(value),
  );
  return /^services\.([\w-]+)/.exec(found?.section ?? '')?.[1];
}

/** The ports within the container of `9092:9092,127.0.0.1:29092:29092/tcp`. */
const publishedPorts = (ports: string): readonly string[] =>
  ports.split(',').flatMap(port => /:(\d+)(?:\/\w+)?$/.exec(port.trim())?.[1] ?? []);

const isLocal = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
const escaped = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
