/** In which zone a written time without a zone is meant, and times are shown. */
export type Zone = 'local' | 'utc';

/**
 * A time as people write it → milliseconds since 1970, or undefined where it is none. Without a zone of its own it is meant in `zone`.
 *
 *     14:05   14:05:30   (today)          2026-11-20   2026-11-20 14:05   2026-11-20T14:05:30.250Z
 *     -15m   -2h   -90s   -3d   (ago)     1795219222780   (milliseconds since 1970)
 */
export function readWrittenTime(written: string, now: number, zone: Zone = 'local'): number | undefined {
  const text = written.trim();
  return ago(text, now) ?? millisecondsSince1970(text) ?? clock(text, now, zone) ?? date(text, zone);
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function ago(text: string, now: number): number | undefined {
  const found = /^-\s*(\d+(?:\.\d+)?)\s*(s|m|h|d)(?:ec|in|ours?|ays?)?$/i.exec(text);
  const unit = units[found?.[2]?.toLowerCase() ?? ''];
  return found && unit !== undefined ? Math.round(now - Number(found[1]) * unit) : undefined;
}

/** Thirteen digits reach from 2001 to 2286. */
function millisecondsSince1970(text: string): number | undefined {
  return /^\d{13}$/.test(text) ? Number(text) : undefined;
}

function clock(text: string, now: number, zone: Zone): number | undefined {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(text);
  if (!found) return undefined;
  const [hours, minutes, seconds, ms] = [found[1], found[2], found[3] ?? '0', (found[4] ?? '0').padEnd(3, '0')].map(Number);
  if (hours === undefined || minutes === undefined || hours > 23 || minutes > 59 || (seconds ?? 0) > 59) return undefined;
  const day = new Date(now);
  return zone === 'utc' ? day.setUTCHours(hours, minutes, seconds, ms) : day.setHours(hours, minutes, seconds, ms);
}

/** A day alone is its midnight in the zone, unlike to Date.parse. */
function date(text: string, zone: Zone): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text.replace(' ', 'T').replace(/\s+/g, '');
  const hasZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(whole.slice('2026-11-20'.length));
  const parsed = Date.parse(zone === 'utc' && !hasZone ? `${whole}Z` : whole);
  return Number.isNaN(parsed) ? undefined : parsed;
}
