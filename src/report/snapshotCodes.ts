import type { Template } from './failureTemplate.ts';

/** The words of what goes wrong with a saved snapshot. */
export const snapshotCodes: Readonly<Record<string, Template>> = {
  SNAPSHOT_NOT_FOUND: {
    what: ({ subject }) => `${subject} cannot be read`,
    why: () => 'The file was moved or deleted, or this user may not read it.',
    next: () => 'Choose the file again.',
  },
  NOT_A_SNAPSHOT: {
    what: ({ subject }) => `${subject} is no diagnosis snapshot`,
    why: () => 'It is JSON, but not what “Save Diagnosis Snapshot” writes.',
    next: () => 'Choose a file that was saved there: its name ends with kafka-diagnosis.json.',
  },
  SNAPSHOT_DAMAGED: {
    what: ({ subject, said }) => `${subject} is damaged${said}`,
    why: () => 'It was cut off or changed since it was saved, so nothing is said of it.',
    next: () => 'Ask for the file again, and have it sent as an attachment, not as text.',
  },
  SNAPSHOT_OF_NEWER_VERSION: {
    what: ({ subject }) => `${subject} was saved by a newer version of Kafka Troubleshooter`,
    why: () => 'Its parts mean something else now, and a guess would be no diagnosis.',
    next: () => 'Update this extension, then open the file again.',
  },
};
