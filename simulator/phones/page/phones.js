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

const list = (number) => phones.querySelector(`[data-number="${number}"] ol`)

/** Where each phone is scrolled to, so that a new message elsewhere does not move what is being read. */
function scrollPositions() {
  const sections = [...phones.querySelectorAll('[data-number]')]
  return sections.map((section) => [section.dataset.number, section.querySelector('ol').scrollTop])
}

/** What is being typed, and where the cursor stands, by phone. */
function typing() {
  const inputs = [...phones.querySelectorAll('[data-number] input[name=body]')]
  return inputs
    .filter((input) => input.value || input === document.activeElement)
    .map((input) => ({
      number: input.closest('[data-number]').dataset.number,
      text: input.value,
      hasFocus: input === document.activeElement,
      cursor: input.selectionStart,
    }))
}

function typeOn(typed) {
  for (const { number, text, hasFocus, cursor } of typed) {
    const input = phones.querySelector(`[data-number="${number}"] input[name=body]`)
    if (!input) continue
    input.value = text
    if (hasFocus) input.focus()
    if (hasFocus) input.setSelectionRange(cursor, cursor)
  }
}

async function refresh() {
  const seen = new Set([...phones.querySelectorAll('.bubble')].map((bubble) => bubble.id))
  const response = await fetch('/phones.html', { cache: 'no-store' })
  if (!response.ok) throw new Error(`the network answered ${response.status}`)
  const html = await response.text()
  const scrolled = scrollPositions()
  const typed = typing()
  phones.innerHTML = html
  typeOn(typed)
  for (const [number, top] of scrolled) list(number)?.scrollTo({ top })
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

phones.addEventListener('submit', async (event) => {
  event.preventDefault()
  const form = event.target
  const body = new URLSearchParams(new FormData(form))
  form.elements.body.value = ''
  const response = await fetch('/inbound', { method: 'POST', body })
  if (!response.ok) say('lost', 'the answer was not taken')
})

const events = new EventSource('/changes')
events.addEventListener('open', () => {
  say('live', 'live')
  refreshSoon()
})
events.addEventListener('message', refreshSoon)
events.addEventListener('error', () => say('lost', 'connection lost'))
localTimes()
