const EVERY_MS = 2000

/** Tells a person: on standard error, and over the channel of whoever runs this command. */
export function tell(line: string, who = 'load'): void {
  process.stderr.write(`${who}: ${line}\n`)
  process.send?.({ say: line })
}

/** Tells how far it is, at most every 2 s, with the time since the start. */
export function openProgress(who = 'load'): { say: (line: string) => void; always: (line: string) => void } {
  const began_ms = Date.now()
  let said_ms = began_ms
  const always = (line: string): void => {
    said_ms = Date.now()
    tell(`${line} (${((said_ms - began_ms) / 1000).toFixed(1)} s)`, who)
  }
  return {
    always,
    say: (line) => {
      if (Date.now() - said_ms >= EVERY_MS) always(line)
    },
  }
}
