const EVERY_MS = 2000

/** A line on standard error at most every 2 s, with the time since the start. */
export function openProgress(): { say: (line: string) => void; always: (line: string) => void } {
  const began_ms = Date.now()
  let said_ms = began_ms
  const always = (line: string): void => {
    said_ms = Date.now()
    process.stderr.write(`load: ${line} (${((said_ms - began_ms) / 1000).toFixed(1)} s)\n`)
  }
  return {
    always,
    say: (line) => {
      if (Date.now() - said_ms >= EVERY_MS) always(line)
    },
  }
}
