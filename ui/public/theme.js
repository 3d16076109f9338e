// Runs before the first paint, from a file of its own, because the Content-Security-Policy allows no inline script.
;(() => {
  let choice = null
  try {
    choice = localStorage.getItem('equilibrate-theme')
  } catch {
    // Storage may be closed to us; then the system decides.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.add(dark ? 'dark' : 'light')
})()
