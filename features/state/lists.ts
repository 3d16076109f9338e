// Every event goes through such a short list: for a few items these are many times faster than `splice`, which also
// makes a list of what it removed.

/** Puts an item before the one at `index`, or at the end. */
export function insertAt<T>(list: T[], index: number, item: T): void {
  list.push(item)
  for (let i = list.length - 1; i > index; i--) list[i] = list[i - 1] as T
  list[index] = item
}

/** Takes out the item at `index`. */
export function removeAt<T>(list: T[], index: number): void {
  for (let i = index; i < list.length - 1; i++) list[i] = list[i + 1] as T
  list.pop()
}
