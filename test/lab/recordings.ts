import path from 'node:path';
import { snapshotEnding } from '../../src/model/savedSnapshot.ts';

/** Redacted snapshots of scenarios, for the unit tests of rules. */
export const recordings = path.join(import.meta.dirname, '../unit/diagnosis/recorded');

export const recordingOf = (scenario: string): string => path.join(recordings, `${scenario}.${snapshotEnding}.gz`);
