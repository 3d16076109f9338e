import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { Role } from '../../domain/roles.ts'
import { SIGN_IN_PATH } from '../client/doors.ts'
import { kindOf } from '../client/problem.ts'
import { rememberCsrf, request } from '../client/request.ts'
import { t } from '../words/language.ts'
import { roleWords } from '../words/terms.ts'

/** The server said so with the page; without the word (in development behind another server) it is asked. */
const isKnownSignedOut = document.documentElement.dataset.session === 'no'

/** Who is signed in. `unauthenticated` is a state of the page, not an error. */
export function useSession() {
  const query = useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      const me = await request('getMe')
      rememberCsrf(me.csrf)
      return me
    },
    staleTime: 5 * 60_000,
    enabled: !isKnownSignedOut,
  })
  const me = computed(() => query.data.value ?? null)
  const signedOut = computed(
    () => isKnownSignedOut || (query.isError.value && kindOf(query.error.value) === 'unauthenticated'),
  )
  const role = computed(() => {
    const roles = me.value?.roles.map((name) => roleWords[name]).join(', ') ?? ''
    return me.value?.permissions.includes('credit_authority')
      ? t('{role}, credit authority', { role: roles })
      : roles
  })
  const has = (...wanted: Role[]): boolean => me.value?.roles.some((role) => wanted.includes(role)) ?? false
  return { me, role, signedOut, query, has }
}

/** Where signing in starts; it comes back to the page that was asked for. */
export function signInPath(returnTo: string, user?: string): string {
  const search = new URLSearchParams({ returnTo, ...(user ? { user } : {}) })
  return `${SIGN_IN_PATH}?${search}`
}

/** Ends the session here, then at the issuer. */
export async function signOut(): Promise<void> {
  const { next } = await request('postSignOut', { body: undefined })
  location.assign(next)
}
