/** Where bytes and a format part ways, in words. */
import type { DecodeReason } from '../model/decoded.ts';
import { formatCount } from '../model/figures.ts';

/** "byte 17, in lines[3].sku: …". Positions count from 0, as in the hex dump. */
export function wordMisfit({ problem, at, where, value = 0 }: Extract<DecodeReason, { fact: 'unfit' }>): string {
  const place = `byte ${formatCount(at)}${where === '' ? '' : `, in ${where}`}`;
  switch (problem) {
    case 'ends-early':
      return `${place}: the bytes end where ${value === 0 ? 'more' : `${formatCount(value)} more`} should follow`;
    case 'left-over':
      return `${counted(Number(value), 'byte')} left over from byte ${formatCount(at)} on`;
    case 'length-negative':
      return `${place}: a length of ${formatCount(value)}`;
    case 'length-beyond-end':
      return `${place}: a length of ${formatCount(value)} bytes, which is beyond the end`;
    case 'number-too-large':
      return `${place}: a number too large for its type`;
    case 'no-such-branch':
      return `${place}: branch ${formatCount(value)} of a union that has fewer`;
    case 'no-such-symbol':
      return `${place}: symbol ${formatCount(value)} of an enum that has fewer`;
    case 'not-boolean':
      return `${place}: ${hex(Number(value))} is no boolean`;
    case 'not-utf8':
      return `${place}: no UTF-8`;
    case 'unknown-type':
      return `${place}: ${hex(Number(value))} begins no value`;
    case 'no-map-or-array':
      return 'a single value, as nearly all bytes are; no map and no list';
    case 'message-index':
      return 'the indexes after the schema id name no message of the schema';
    case 'too-deep':
      return `${place}: nests too deep to be read`;
    case 'too-many':
      return `${place}: more values than so few bytes can hold`;
  }
}

/** "1 byte", "1,024 bytes". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** 7B */
export const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');
