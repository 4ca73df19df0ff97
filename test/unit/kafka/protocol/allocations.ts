/** Counts what is allocated on the word of a length or a count, until it is told to stop. */
export interface AllocationCount {
  /** Bytes since the last `reset`. */
  readonly allocated: number;
  reset(): void;
  stop(): void;
}

/**
 * Counts arrays made with their size (8 bytes an item), buffers, and what the platform's codecs unpack, where they are asked for:
 * so a buffer that is freed at once counts too. Everything else in the process is counted with it, so nothing else may run.
 */
export function countAllocations(): AllocationCount {
  let allocated = 0;
  const { alloc, allocUnsafe, concat } = Object.getOwnPropertyDescriptors(Buffer);
  const own = { alloc: Buffer.alloc.bind(Buffer), allocUnsafe: Buffer.allocUnsafe.bind(Buffer), concat: Buffer.concat.bind(Buffer) };
  const array = globalThis.Array;
  globalThis.Array = new Proxy(array, {
    construct(target, args: unknown[]) {
      if (typeof args[0] === 'number') allocated += 8 * args[0];
      return Reflect.construct(target, args);
    },
  });
  Buffer.alloc = (size: number, ...rest: []) => {
    allocated += size;
    return own.alloc(size, ...rest);
  };
  Buffer.allocUnsafe = size => {
    allocated += size;
    return own.allocUnsafe(size);
  };
  Buffer.concat = (list, total) => {
    const joined = own.concat(list, total);
    allocated += joined.length;
    return joined;
  };
  return {
    get allocated() {
      return allocated;
    },
    reset: () => (allocated = 0),
    stop() {
      globalThis.Array = array;
      Object.defineProperties(Buffer, { alloc, allocUnsafe, concat });
    },
  };
}
