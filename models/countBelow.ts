/** How many of some ascending values are < v, by bisection: the place where v belongs before its equals. */
export function countBelow(ascending: ArrayLike<number>, v: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle] < v) low = middle + 1
    else high = middle
  }
  return low
}
