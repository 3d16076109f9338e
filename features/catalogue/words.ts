/** `1 day`, `9 days`, `4.5 days`. */
export const inDays = (value: number): string => counted(value, 'day')

/** `1 withdrawal`, `3 withdrawals`. */
export function counted(value: number, noun: string): string {
  const shown = Math.round(value * 10) / 10
  return `${shown} ${noun}${shown === 1 ? '' : 's'}`
}

/** `40 %` of a share. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`

/** `up 12 %` or `down 40 %` of a relative change. */
export const change = (share: number): string =>
  Math.round(share * 100) === 0 ? 'unchanged' : `${share > 0 ? 'up' : 'down'} ${percent(Math.abs(share))}`

/** `0.4 times`. */
export const times = (value: number): string => `${Math.round(value * 100) / 100} times`

/** `2nd`, `11th`, `23rd`. */
export function ordinal(day: number): string {
  const last = day % 10
  const isTeen = day % 100 >= 11 && day % 100 <= 13
  const suffix = isTeen ? 'th' : last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th'
  return `${day}${suffix}`
}
