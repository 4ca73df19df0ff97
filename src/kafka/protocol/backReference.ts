/**
 * Repeats `size` bytes from `back` bytes before `end`, and says where they end. The source may overlap what is being written
 * (back 1, size 10 repeats one byte ten times), so overlapping bytes go one by one.
 */
export function copyBack(out: Buffer, end: number, back: number, size: number, codec: string): number {
  if (back < 1 || back > end) throw new RangeError(`${codec}: a copy from before the beginning`);
  if (size > out.length - end) throw new RangeError(`${codec}: a copy beyond the end`);
  if (back >= size) out.copyWithin(end, end - back, end - back + size);
  else for (let at = end; at < end + size; at++) out[at] = out[at - back] ?? 0;
  return end + size;
}
