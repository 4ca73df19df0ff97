/** Findings about the log itself: its leaders, transactions, retention and producers, in words. */
import { formatBytes, formatCount, formatSpan } from '../../model/figures.ts';
import type { LogFindings } from '../../model/findingFigures/log.ts';
import { counted, inWords, listed, records, upper, watchedFor } from '../counting.ts';
import type { WordsOf } from './ruleWords.ts';

export const logWords: WordsOf<keyof LogFindings> = {
  'leaderless-partition': {
    question: 'A partition without a leader?',
    ruledOut: 'Every partition has a leader',
    title: ({ partitions }) => `No leader: ${listed(partitions)}`,
    headline: ({ partitions, subject }) =>
      partitions.length === 1
        ? `${subject} has no leader: nobody can read or write it`
        : `${upper(inWords(partitions.length))} partitions have no leader: nobody can read or write them`,
    sentence: ({ partitions }) =>
      `Until a broker of its in-sync replicas is back, records of ${listed(partitions)} can neither be read nor written, and how many wait there is not known.`,
    advice: () => 'Bring a broker of the in-sync replicas back. An unclean election would give up records: it is the last resort.',
  },
  'open-transaction': {
    question: 'Records hidden by an open transaction?',
    ruledOut: 'No open transaction holds the group up',
    title: ({ partitions }) => `Open transaction: ${listed(partitions)}`,
    headline: ({ subject, hidden, stoodMs, hanging, transactionalId }) =>
      `${hanging !== null ? 'A hanging transaction' : transactionalId === null ? 'A transaction' : `Transaction ${transactionalId}`} that has been open for ${watchedFor(stoodMs)} hides ${records(hidden)} of ${subject}`,
    sentence: ({ lastStableOffset, partitions, hanging, timeoutMs }) =>
      `The group has read ${listed(partitions)} up to the last stable offset (${formatCount(lastStableOffset)}) and waits there. A read_committed consumer gets what lies beyond only when the transaction ends.${
        hanging === 'unknown-to-coordinator'
          ? ' No coordinator knows a transaction of this producer, so nobody ends it.'
          : hanging === 'not-part-of-it'
            ? ' Its coordinator does not count this partition to it, so nobody ends it here.'
            : timeoutMs === null
              ? ''
              : ` Its coordinator ends it after ${formatSpan(timeoutMs)}.`
      }`,
    advice: ({ hanging }) =>
      hanging === null
        ? 'Find the producer: it crashed, hangs, or keeps transactions open for long on purpose (Flink does, from checkpoint to checkpoint). The broker ends it after transaction.timeout.ms.'
        : 'Make sure by kafka-transactions find-hanging, then end it with kafka-transactions abort. What it wrote is then given up.',
  },
  'under-min-isr': {
    question: 'Too few replicas in sync?',
    ruledOut: 'Enough replicas are in sync',
    title: ({ partitions }) => `Under min.insync.replicas: ${listed(partitions)}`,
    headline: ({ subject, partitions, inSync, minimum }) =>
      `${partitions.length === 1 ? subject : `${upper(inWords(partitions.length))} partitions`} ${partitions.length === 1 ? 'takes' : 'take'} no new records from careful producers: ${inWords(inSync)} of ${inWords(minimum)} needed replicas ${inSync === 1 ? 'is' : 'are'} in sync`,
    sentence: ({ partitions, replicas, minimum }) =>
      `Producers with acks=all (the default) are refused with NOT_ENOUGH_REPLICAS on ${listed(partitions)}, so nothing new arrives there for the group.${minimum >= replicas ? ` min.insync.replicas=${formatCount(minimum)} with ${counted(replicas, 'replica', 'replicas')} stops writing at the first broker that is away.` : ''}`,
    advice: ({ minimum, replicas }) =>
      minimum >= replicas
        ? 'Bring the missing broker back. Then give the topic more replicas, or a lower min.insync.replicas: three and two survive the loss of one.'
        : 'Bring the missing brokers back, or find out why their replicas fall behind.',
  },
  'record-too-large': {
    question: 'A record larger than the client can take?',
    ruledOut: 'No record is known to be too large for its client',
    title: ({ partition, size }) => `Too large for the client: ${partition}, ${formatBytes(size)}`,
    headline: ({ partition, offset, limit }) =>
      `The batch at ${formatCount(offset)} of ${partition} is larger than the ${formatBytes(limit)} that the client takes`,
    sentence: ({ size, limit, file, key }) =>
      `It has ${formatBytes(size)} at least and comes whole, whatever the fetch limits say; ${file} allows ${formatBytes(limit)} for one answer (${key}). The client drops the connection and asks again, for ever.`,
    advice: ({ key }) =>
      `Raise ${key} above the largest batch (the topic’s max.message.bytes bounds it), or let the producer send smaller ones.`,
  },
  'silent-producer': {
    question: 'Nothing new in the topic?',
    ruledOut: 'Records arrive',
    title: ({ topics, silentMs }) =>
      `Nothing new: ${listed(topics)}${silentMs === null ? `, which ${topics.length === 1 ? 'holds' : 'hold'} nothing` : ` for ${formatSpan(silentMs)}`}`,
    headline: ({ topics, silentMs }) =>
      silentMs === null
        ? `${listed(topics)} ${topics.length === 1 ? 'holds' : 'hold'} no record at all`
        : `Nobody has written to ${listed(topics)} for ${formatSpan(silentMs)}`,
    sentence: ({ members }) =>
      `${members === 1 ? 'The only member has read all there is and waits' : `The ${inWords(members)} members have read all there is and wait`} for more: a consumer that receives nothing is right here.`,
    advice: () => 'If records should come, look at the producer: does it run, and does it write to this topic of this cluster?',
  },
};
