/** Findings about members, what they own, and the group as its coordinator keeps it, in words. */
import { formatCount } from '../../model/figures.ts';
import type { MemberFindings } from '../../model/findingFigures/members.ts';
import { counted, inWords, listed, records, upper } from '../counting.ts';
import type { WordsOf } from './ruleWords.ts';

export const memberWords: WordsOf<keyof MemberFindings> = {
  'group-does-not-exist': {
    question: 'Does the group exist?',
    ruledOut: 'Group exists',
    title: ({ groupId }) => `There is no group ${groupId}`,
    headline: ({ groupId, similar: [first] }) => `There is no group ${groupId}${first === undefined ? '' : `. Did you mean ${first}?`}`,
    sentence: () => 'Nobody has joined or committed under this name on this cluster, or its commits have expired since.',
    advice: ({ similar, missingTopics }) =>
      missingTopics.length > 0
        ? `The file of the workspace names ${listed(missingTopics)}, which ${missingTopics.length === 1 ? 'does' : 'do'} not exist: a client that waits for a topic has no partitions to commit, and its group is gone with it.`
        : similar.length === 0
          ? 'Check group.id in the client, and that it talks to this cluster. A client whose topic does not exist never commits, and its group vanishes with it.'
          : 'Names are case-sensitive. Check group.id in the client, and that it talks to this cluster.',
  },
  'idle-members': {
    question: 'Idle members?',
    ruledOut: 'No idle member',
    title: ({ idle }) => `Idle ${idle.length === 1 ? 'member' : 'members'}: ${listed(idle)} ${idle.length === 1 ? 'owns' : 'own'} nothing`,
    headline: ({ idle, members }) =>
      idle.length === 1
        ? `${idle[0] ?? 'One member'} owns no partition`
        : `${upper(inWords(idle.length))} of ${inWords(members)} members own no partition`,
    sentence: ({ members, partitions, idle }) =>
      members > partitions
        ? `${upper(counted(members, 'member shares', 'members share'))} ${counted(partitions, 'partition', 'partitions')}: ${idle.length === 1 ? 'one is' : `${inWords(idle.length)} are`} left over.`
        : `There are partitions enough (${formatCount(partitions)} for ${formatCount(members)} members): the assignor gives some members several and others none, as range does over topics with few partitions each.`,
    advice: ({ members, partitions }) =>
      members > partitions
        ? 'Harmless as a standby. To use it, give the topic more partitions.'
        : 'Harmless as a standby. To spread the work, use another assignor: cooperative-sticky.',
  },
  'assignment-skew': {
    question: 'Partitions spread unevenly?',
    ruledOut: 'Partitions are spread evenly',
    title: ({ member, most, fair }) => `Uneven: ${member} owns ${formatCount(most)}, ${formatCount(fair)} would be fair`,
    headline: ({ member, most, least }) => `${member} owns ${counted(most, 'partition', 'partitions')} where others own ${inWords(least)}`,
    sentence: ({ members, partitions, fair, topics, assignor, differentSubscriptions }) =>
      `${upper(counted(members, 'member shares', 'members share'))} ${counted(partitions, 'partition', 'partitions')}, ${inWords(fair)} each would be even. ` +
      (differentSubscriptions
        ? 'The members do not subscribe to the same topics, so that some have more to read.'
        : assignor === 'range' && topics > 1
          ? `The assignor range begins with the same member at each of the ${formatCount(topics)} topics.`
          : `That is how the assignor${assignor === '' ? '' : ` ${assignor}`} has spread them.`),
    advice: ({ differentSubscriptions }) =>
      differentSubscriptions
        ? 'A release that is not through changes it by itself. Else let all members subscribe to the same topics.'
        : 'Another assignor spreads over all topics together: cooperative-sticky, or group.protocol=consumer.',
  },
  'partition-without-owner': {
    question: 'A partition without an owner?',
    ruledOut: 'Every partition has an owner',
    title: ({ partitions }) => `No owner: ${listed(partitions)}`,
    headline: ({ partitions, subject, members }) =>
      partitions.length === 1
        ? `${subject} has no owner: ${members === 1 ? 'the only member does not read it' : `none of the ${inWords(members)} members reads it`}`
        : `${upper(inWords(partitions.length))} partitions have no owner, so nobody reads them`,
    sentence: ({ partitions, records: waiting }) =>
      `The topic is subscribed to and the group is settled, yet ${listed(partitions)} ${partitions.length === 1 ? 'is' : 'are'} assigned to nobody${waiting > 0n ? `: ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'} there` : ''}.`,
    advice: () =>
      'New partitions are given out when members refresh their metadata (metadata.max.age.ms, 5 min). If it lasts, look at the assignor of the clients, and for clients that assign themselves partitions under the same group.id.',
  },
};
