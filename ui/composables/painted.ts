/** A page out of sight paints nothing: longer than this nobody waits. */
const PAINT_WAIT_MAX_MS = 50

/** Until what was changed just now stands on the screen; heavier work may follow. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, PAINT_WAIT_MAX_MS)
    requestAnimationFrame(() => setTimeout(resolve))
  })

/** Until the next frame is about to be drawn: what asks where things stand, or moves the focus, costs nothing more there. */
export const beforePaint = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, PAINT_WAIT_MAX_MS)
    requestAnimationFrame(() => resolve())
  })
