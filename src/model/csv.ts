/**
 * One cell of a CSV file (RFC 4180). Texts are other people's words: a spreadsheet must not take one for a formula, so what
 * begins as one gets an apostrophe before it, which spreadsheets read as "this is text" (OWASP, CSV injection). The signs are those of
 * formulas, their full-width forms, and tab and line ends, which some spreadsheets skip. A number with a sign is a number.
 */
export function csvCell(value: string | number | bigint | null | undefined): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value);
  const safe = /^[=+@\t\r\n＝＋－＠-]/.test(value) && !isNumber(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
