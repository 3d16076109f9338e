// Shows messages as they come: the server says that something changed, the page fetches the part that did.
const live = document.getElementById('live')
const phones = document.getElementById('phones')
const CLOCK = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const REFRESH_WAIT_MS = 250

function say(state, text) {
  live.dataset.state = state
  live.textContent = text
}

function localTimes() {
  for (const time of phones.querySelectorAll('time')) time.textContent = CLOCK.format(new Date(time.dateTime))
}

async function refresh() {
  const seen = new Set([...phones.querySelectorAll('.bubble')].map((bubble) => bubble.id))
  const response = await fetch('/phones.html', { cache: 'no-store' })
  if (!response.ok) throw new Error(`the network answered ${response.status}`)
  phones.innerHTML = await response.text()
  for (const bubble of phones.querySelectorAll('.bubble'))
    if (!seen.has(bubble.id)) bubble.classList.add('new')
  localTimes()
}

let waiting = null
function refreshSoon() {
  waiting ??= setTimeout(() => {
    waiting = null
    refresh().catch(() => say('lost', 'connection lost'))
  }, REFRESH_WAIT_MS)
}

const events = new EventSource('/changes')
events.addEventListener('open', () => {
  say('live', 'live')
  refreshSoon()
})
events.addEventListener('message', refreshSoon)
events.addEventListener('error', () => say('lost', 'connection lost'))
localTimes()
