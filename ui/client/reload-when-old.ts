import type { Router } from 'vue-router'

const AGAIN_AFTER_MS = 60_000
const KEY = 'loaded-anew'

/**
 * A page that stayed open while the product was upgraded asks for pieces that are gone. It is loaded anew, where its
 * user was going, which drafts survive; but at most once a minute, and not while the browser is offline.
 */
export function reloadWhenOld(router: Router): void {
  let goal = location.href
  router.beforeEach(({ fullPath }) => {
    goal = fullPath
  })
  addEventListener('vite:preloadError', () => {
    const last_ms = Number(sessionStorage.getItem(KEY))
    if (!navigator.onLine || Date.now() - last_ms < AGAIN_AFTER_MS) return
    sessionStorage.setItem(KEY, String(Date.now()))
    location.assign(goal)
  })
}
