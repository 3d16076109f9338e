import type { Role } from '../../domain/roles.ts'

export type Page = {
  id: string
  path: string
  /** After Shift+G. */
  letter: string
  icon: string
  title: string
  /** Beside the icon, where there is little room. */
  short: string
  roles: readonly Role[]
  /** Whose work begins here, where it is not the first page that they may open. */
  beginsFor?: Role
}

const readers: readonly Role[] = ['case_worker', 'supervisor', 'auditor']
const staff: readonly Role[] = [...readers, 'operator']

/** Every page of the product, in the order of the navigation. The API has the last word on who may read what. */
export const pages: readonly Page[] = [
  {
    ...{ id: 'inbox', path: '/inbox', letter: 'i', icon: 'i-lucide-inbox', roles: readers },
    ...{ title: 'Intervention Center', short: 'Inbox' },
  },
  {
    ...{ id: 'risk', path: '/risk', letter: 'r', icon: 'i-lucide-list-ordered', roles: readers },
    ...{ title: 'Risk Queue', short: 'Risk' },
  },
  {
    ...{ id: 'portfolio', path: '/portfolio', letter: 'p', icon: 'i-lucide-layout-grid', roles: staff },
    ...{ title: 'Portfolio Overview', short: 'Portfolio' },
  },
  {
    ...{ id: 'operations', path: '/operations', letter: 'o', icon: 'i-lucide-activity', roles: staff },
    ...{ title: 'Operations Hub', short: 'Operations', beginsFor: 'operator' },
  },
  {
    ...{ id: 'team', path: '/team', letter: 't', icon: 'i-lucide-users', roles: ['supervisor'] },
    ...{ title: 'Team', short: 'Team' },
  },
  {
    ...{ id: 'audit', path: '/audit', letter: 'a', icon: 'i-lucide-scroll-text' },
    ...{ title: 'Audit', short: 'Audit', roles: ['supervisor', 'auditor'], beginsFor: 'auditor' },
  },
  {
    ...{ id: 'models', path: '/models', letter: 'm', icon: 'i-lucide-chart-spline' },
    ...{ title: 'Models', short: 'Models', roles: ['supervisor', 'auditor', 'operator'] },
  },
  {
    ...{ id: 'policies', path: '/policies', letter: 'l', icon: 'i-lucide-scale' },
    ...{ title: 'Policies', short: 'Policies', roles: [...staff, 'policy_owner'] },
  },
  {
    ...{ id: 'rejected', path: '/rejected', letter: 'd', icon: 'i-lucide-file-x' },
    ...{ title: 'Rejected data', short: 'Rejected', roles: ['supervisor', 'auditor', 'operator'] },
  },
]

export const pagesFor = (has: (...roles: Role[]) => boolean): Page[] =>
  pages.filter(({ roles }) => has(...roles))

/** Where one's work begins: a page of the role's own, else the first that is open to it. */
export const firstPageFor = (has: (...roles: Role[]) => boolean): Page | undefined => {
  const open = pagesFor(has)
  const worksCases = has('case_worker', 'supervisor')
  return open.find(({ beginsFor }) => beginsFor && !worksCases && has(beginsFor)) ?? open[0]
}
