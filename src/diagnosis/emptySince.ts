import type { OffsetsLog } from '../model/offsetsLog.ts';

/** Since when nobody is in a group. Milliseconds since 1970. */
export interface EmptySince {
  readonly at: number;
  /** It became empty before what the log tells: since then at least. */
  readonly atLeast: boolean;
}

/** Of a group that is empty now; null where the offsets topic could not be read, or tells nothing of it. */
export function emptySince(log: OffsetsLog | undefined): EmptySince | null {
  if (!log) return null;
  const last = log.states.findLast(({ kind }) => kind === 'classic' || kind === 'member-left');
  if (last?.kind === 'classic' && last.members.length === 0) return { at: last.stateChangedAt ?? last.at, atLeast: false };
  if (last?.kind === 'member-left') return { at: last.at, atLeast: false };
  // Every word since then is known, and none is of the group's members.
  return log.states.length === 0 && log.since !== null ? { at: log.since, atLeast: true } : null;
}
