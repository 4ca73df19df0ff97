/**
 * Figures as people read them, the same in panels, tree, clipboard and reports: digits in groups of three, one unit,
 * no more digits than mean something. Words around them are the report's and the pages' work.
 */

/** 7255n → "7,255"; "1234567" (an offset as it crosses to a page) → "1,234,567"; −12 → "−12". */
export function formatCount(value: bigint | number | `${bigint}`): string {
  const text = typeof value === 'number' ? Math.round(value).toString() : value.toString();
  const digits = text.startsWith('-') ? text.slice(1) : text;
  let grouped = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3) grouped = `${digits.slice(Math.max(0, end - 3), end)},${grouped}`;
  return digits.length === text.length ? grouped : `−${grouped}`;
}

/** Three digits that mean something: 612.4 → "612/s", 22.53 → "22.5/s", 2.949 → "2.95/s", 0.0123 → "0.01/s", 0 → "0/s". */
export function formatRate(perSecond: number): string {
  return `${formatRateFigure(perSecond)}/s`;
}

/** The same without its unit, for columns that say "In/s" once. */
export function formatRateFigure(perSecond: number): string {
  const size = Math.abs(perSecond);
  const sign = perSecond < 0 && size >= 0.005 ? '−' : '';
  if (size < 0.005) return '0';
  if (size < 10) return sign + size.toFixed(2);
  if (size < 100) return sign + size.toFixed(1);
  return sign + formatCount(Math.round(size));
}

/**
 * One unit, rounded down as clocks do: 2,460,000 → "41 min", "2 h 5 min" (minutes matter below ten hours), "3 days".
 * Nothing is "0 s": 400 → "1 s".
 */
export function formatSpan(ms: number): string {
  const seconds = Math.max(1, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 10) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  if (hours < 48) return `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

/** 9100 → "9.1 kB", 412 → "412 B", 3 400 000 → "3.4 MB": powers of ten, as kB says. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'] as const;
  let size = bytes;
  let unit = '';
  for (const next of units) {
    if (size < 999.5) break;
    size /= 1000;
    unit = next;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** 0.71 → "71 %"; what is there but below one per cent says so: "<1 %". */
export function formatShare(fraction: number): string {
  if (fraction > 0 && fraction < 0.01) return '<1 %';
  return `${Math.round(fraction * 100)} %`;
}
