import type { Template } from './failureTemplate.ts';

/** The words of changes that Kafka refuses, or whose outcome nobody knows, and of what a cluster does not keep account of. */
export const changeCodes: Readonly<Record<string, Template>> = {
  OUTCOME_UNKNOWN: {
    what: ({ subject, said }) => `it is not known whether the change of ${subject} happened${said}`,
    why: () => 'The request went out, and no answer tells what became of it.',
    next: () => 'Look at the cluster before you try again: a second time may do it twice.',
  },
  UNKNOWN_MEMBER_ID: {
    what: ({ subject }) => `the group has members, so nobody else may set its commit for ${subject}`,
    why: () => 'Kafka takes commits of a group with members from those members alone.',
    next: () => 'Stop all its consumers, wait until the group is empty, and try again.',
  },
  GROUP_SUBSCRIBED_TO_TOPIC: {
    what: ({ subject }) => `the group reads ${subject} at the moment`,
    why: () => 'Kafka forgets no commits of a topic that a member of the group subscribes to.',
    next: () => 'Stop the consumers that read this topic and try again.',
  },
  NON_EMPTY_GROUP: {
    what: ({ subject }) => `${subject} has members`,
    why: () => 'Kafka deletes empty groups alone.',
    next: () => 'Stop all its consumers, wait until the group is empty, and try again.',
  },
  TOPIC_ALREADY_EXISTS: {
    what: ({ subject }) => `a topic ${subject} exists already`,
    why: () => 'Names of topics are unique, and some clusters treat “.” and “_” in them as the same.',
    next: () => 'Choose another name, or use the topic that is there.',
  },
  INVALID_PARTITIONS: {
    what: ({ subject, said }) => `this number of partitions is not possible for ${subject}${said}`,
    why: () => 'A topic can only get more partitions than it has, never fewer.',
    next: () => 'Choose a larger number, or create another topic.',
  },
  INVALID_CONFIG: {
    what: ({ subject, said }) => `the broker refuses this configuration of ${subject}${said}`,
    why: () => 'A value does not fit its key, or the key does not exist there.',
    next: () => 'Correct the value. Nothing was changed.',
  },
  POLICY_VIOLATION: {
    what: ({ subject, said }) => `a policy of the cluster forbids this for ${subject}${said}`,
    why: () => 'Brokers can be given rules of their own for topics and configurations, and compacted topics give up no records.',
    next: () => 'Ask who runs the cluster what the policy allows.',
  },
  NOT_ENOUGH_REPLICAS: {
    what: ({ subject }) => `${subject} has too few replicas in sync to be written to`,
    why: () => 'Fewer are in sync than min.insync.replicas asks for, so nothing was written.',
    next: () => 'Bring the brokers of its other replicas back.',
  },
  SECURITY_DISABLED: {
    what: () => 'this cluster has no access rules',
    why: () => 'No authorizer is configured on its brokers, so everybody who can connect may do everything.',
    next: () => 'Nothing is missing for a consumer. Rules can be made once the brokers have an authorizer.',
  },
};
