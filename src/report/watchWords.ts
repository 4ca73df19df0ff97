/** What a watched group's incident is told as: one notification, one line of the status bar. */
import { formatCount, formatSpan } from '../model/figures.ts';
import type { Breach, Incident } from '../model/watch.ts';
import { listed, records } from './counting.ts';

/** "payment-service: payments-1 is stuck; 12,034 records wait." `now`: milliseconds since 1970. */
export function wordIncident(groupId: string, { breaches, since }: Incident, now: number): string {
  const lasting = breaches.some(({ kind }) => kind !== 'dead-letters') ? ` For ${formatSpan(now - since)}.` : '';
  return `${groupId}: ${breaches.map(wordBreach).join('; ')}.${lasting}`;
}

/** In a word or two: "stuck", "12,034 behind". */
export function incidentSign({ breaches: [worst] }: Incident): string {
  switch (worst?.kind) {
    case 'lag':
      return `${formatCount(worst.records)} behind`;
    case 'time-lag':
      return `${formatSpan(worst.ms)} behind`;
    case 'stuck':
      return 'stuck';
    case 'empty':
      return 'nobody reads';
    case 'dead-letters':
      return 'dead letters';
    case undefined:
      return '';
  }
}

function wordBreach(breach: Breach): string {
  switch (breach.kind) {
    case 'lag':
      return `${records(breach.records)} wait`;
    case 'time-lag':
      return `the oldest unread record is ${formatSpan(breach.ms)} old`;
    case 'stuck':
      return `${listed(breach.partitions)} ${breach.partitions.length === 1 ? 'is' : 'are'} stuck`;
    case 'empty':
      return `nobody is in the group, and ${records(breach.waiting)} wait`;
    case 'dead-letters':
      return `${records(breach.arrived)} went to ${breach.topic}`;
  }
}
