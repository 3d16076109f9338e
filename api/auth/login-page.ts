import type { DemoUser } from '../contract/status.ts'
import { escapeHtml, htmlPage } from '../pages/layout.ts'

const style = `
main { max-width: 36rem; margin: 0 auto; padding: clamp(1.5rem, 5vh, 5rem) 1rem 2rem; }
.brand { font-weight: 700; letter-spacing: .01em; color: var(--accent); margin: 0 0 .25rem; }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; }
.lead { margin: 0 0 1.5rem; color: var(--quiet); }
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; }
/* All of the staff and the button in sight on a small screen. */
.people { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .5rem; }
legend, label.text { font-weight: 600; margin-bottom: .5rem; padding: 0; display: block; }
.person {
  display: grid; grid-template-columns: auto 2.5rem 1fr; gap: .75rem; align-items: center;
  padding: .5rem .75rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .6rem; cursor: pointer;
}
.person:hover { border-color: var(--accent); }
.person:has(:checked) { border-color: var(--accent); background: var(--accent-ground); box-shadow: inset 0 0 0 1px var(--accent); }
.person:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.person input { accent-color: var(--accent); width: 1.1rem; height: 1.1rem; margin: 0; outline: none; }
.initials {
  width: 2.5rem; height: 2.5rem; border-radius: 50%; display: grid; place-items: center;
  background: var(--accent-ground); color: var(--accent); font-weight: 700; font-size: .9rem;
}
.name { display: block; font-weight: 600; }
.title { display: block; color: var(--quiet); font-size: .9rem; }
input[type=password] {
  width: 100%; font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: .5rem; padding: .65rem .8rem;
}
button {
  width: 100%; font: inherit; font-weight: 600; margin-top: 1.25rem; padding: .75rem 1rem; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 0; border-radius: .5rem;
}
.wrong { background: var(--bad-ground); color: var(--bad); border-radius: .5rem; padding: .7rem .9rem; margin: 0 0 1.25rem; }
.hint { color: var(--quiet); font-size: .875rem; margin: .5rem 0 0; }
`

export type LoginPage = {
  users: readonly DemoUser[]
  /** Path that the form is sent to. */
  action: string
  nonce: string
  chosen?: string | undefined
  wrong?: string | undefined
}

/** The embedded issuer's sign-in: pick a person, type the password. Works without a script and by keyboard alone. */
export const loginPage = (page: LoginPage): string =>
  htmlPage({
    title: 'Sign in · Equilibrate',
    nonce: page.nonce,
    style,
    body: `<main>
<p class="brand">Equilibrate</p>
<h1>Who is at the desk?</h1>
<p class="lead">This instance runs with pretend staff. Pick a person; each sees what the role may see.</p>
${page.wrong ? `<p class="wrong" role="alert" id="wrong">${escapeHtml(page.wrong)}</p>` : ''}
<form method="post" action="${escapeHtml(page.action)}">
<fieldset><legend>Person</legend>
<div class="people">
${page.users.map((user, index) => personCard(user, page.chosen ? user.id === page.chosen : index === 0)).join('\n')}
</div>
</fieldset>
<label class="text" for="password">Password</label>
<input type="password" id="password" name="password" required autofocus autocomplete="current-password"
 aria-describedby="hint${page.wrong ? ' wrong' : ''}"${page.wrong ? ' aria-invalid="true"' : ''}>
<p class="hint" id="hint">One password for all of them; it stands in the table that the start-up printed.</p>
<button type="submit">Sign in</button>
</form>
</main>`,
  })

const personCard = (user: DemoUser, isChosen: boolean): string =>
  `<label class="person"><input type="radio" name="user" value="${user.id}" required${isChosen ? ' checked' : ''}>
<span class="initials" aria-hidden="true">${escapeHtml(initials(user.name))}</span>
<span><span class="name">${escapeHtml(user.name)}</span><span class="title">${escapeHtml(user.title)}</span></span></label>`

const initials = (name: string): string =>
  name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')

/** Ends the issuer's session: goes on by itself; without a script a button does it. `form` is the issuer's own markup. */
export const signOutPage = (page: { form: string; nonce: string }): string =>
  htmlPage({
    title: 'Signing out · Equilibrate',
    nonce: page.nonce,
    style,
    body: `<main>
<p class="brand">Equilibrate</p>
<h1>Signing out…</h1>
${page.form}
<button type="submit" form="op.logoutForm" name="logout" value="yes" id="out">Sign out</button>
</main>
<script nonce="${page.nonce}">document.getElementById('out').click()</script>`,
  })

export const signInErrorPage = (page: { code: string; nonce: string }): string =>
  htmlPage({
    title: 'Sign-in stopped · Equilibrate',
    nonce: page.nonce,
    style,
    body: `<main>
<p class="brand">Equilibrate</p>
<h1>The sign-in stopped</h1>
<p class="lead">It took too long, or was already used (<code>${escapeHtml(page.code)}</code>).</p>
<p><a href="/auth/login">Start again</a></p>
</main>`,
  })
